"""Time as an argument: what the days ask for the time, so that their tests need not wait for it.

`SYSTEM` is the real clock. `FakeClock` stands still until a test moves it, and wakes who sleeps in
threads and in asyncio tasks when their time has come.
"""

from challenges.shared.clock.clocks import SYSTEM, Clock, SystemClock
from challenges.shared.clock.fake import FakeClock

__all__ = ["SYSTEM", "Clock", "FakeClock", "SystemClock"]
