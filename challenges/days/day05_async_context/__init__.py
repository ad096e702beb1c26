from .resources import resource
from .stacks import ResourceStack
from .async_stacks import AsyncResourceStack
from .shielding import shield
from .surroundings import chdir, redirect, env, temporary_attr
from .counting import suppress_and_count, timed
