"""The Lua scripts: each runs as one step, and none changes anything if the owner is another one.

Layout of a namespace `app`, whose names share a hash tag, so that a cluster keeps them together:

    {app}:meta     hash    owner, writer, epoch, schema; applied, the writer's last sequence;
                           writes, how many were applied
    {app}:order    zset    encoded key -> sequence of its last use
    {app}:e:KEY    string  format byte, CRC-32 of key and value, serialised value; with its own TTL
"""

from __future__ import annotations

ACQUIRE = """
-- KEYS meta order; ARGV writer, token, schema, forced
local meta = KEYS[1]
local schema = redis.call('HGET', meta, 'schema')
if schema and schema ~= ARGV[3] then return {'schema', schema} end
local writer = redis.call('HGET', meta, 'writer')
if writer and writer ~= ARGV[1] and ARGV[4] == '0' then return {'foreign', writer} end
local epoch = redis.call('HINCRBY', meta, 'epoch', 1)
redis.call('HSET', meta, 'owner', ARGV[2], 'writer', ARGV[1], 'schema', ARGV[3])
if writer ~= ARGV[1] then redis.call('HSET', meta, 'applied', '0') end
local applied = redis.call('HGET', meta, 'applied')
local newest = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
return {'ok', tostring(epoch), applied, newest[2] or '0'}
"""

# Five arguments an operation: sequence, kind, key, value, milliseconds to live (0: for ever).
# A sequence that is applied already is passed over: the answer to it was lost on its way.
APPLY = """
-- KEYS meta order; ARGV token, prefix, operations
local meta, order = KEYS[1], KEYS[2]
local owner = redis.call('HGET', meta, 'owner')
if not owner then return 'lost' end
if owner ~= ARGV[1] then return 'fenced' end
local applied = tonumber(redis.call('HGET', meta, 'applied'))
local last = applied
local writes = 0
for i = 3, #ARGV, 5 do
  local sequence = tonumber(ARGV[i])
  if sequence > applied then
    local kind, key = ARGV[i + 1], ARGV[i + 2]
    local name = ARGV[2] .. key
    if kind == 's' then
      if ARGV[i + 4] == '0' then
        redis.call('SET', name, ARGV[i + 3])
      else
        redis.call('SET', name, ARGV[i + 3], 'PX', ARGV[i + 4])
      end
      redis.call('ZADD', order, ARGV[i], key)
    elseif kind == 'd' then
      redis.call('UNLINK', name)
      redis.call('ZREM', order, key)
    elseif kind == 'u' then
      redis.call('ZADD', order, 'XX', ARGV[i], key)
    end
    if kind ~= 'u' then writes = writes + 1 end
    last = sequence
  end
end
if writes > 0 then redis.call('HINCRBY', meta, 'writes', writes) end
if last > applied then redis.call('HSET', meta, 'applied', string.format('%.0f', last)) end
return 'ok'
"""

# At most so many entries and about so many bytes, newest first: key, value, milliseconds left.
# A value that is gone is false; one of a wrong type is the type's name, with -3.
READ = """
-- KEYS order; ARGV prefix, first, number, bytes
local first, number, left = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local keys = redis.call('ZRANGE', KEYS[1], first, first + number - 1, 'REV')
local found = {}
for _, key in ipairs(keys) do
  local name = ARGV[1] .. key
  local value = redis.pcall('GET', name)
  local remaining = -3
  if type(value) == 'table' then
    value = redis.call('TYPE', name).ok
  else
    remaining = redis.call('PTTL', name)
  end
  found[#found + 1] = key
  found[#found + 1] = value
  found[#found + 1] = remaining
  if value then left = left - #value end
  if left < 0 then break end
end
return found
"""
