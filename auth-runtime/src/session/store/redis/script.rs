//! What is done in one step on the server. `KEYS` are the record and the lock, `ARGV[1]` is the value of the lock.

/// What `LOAD`, `SAVE` and `DELETE` answer before what was loaded.
pub(super) const LOST: u8 = 0;
pub(super) const DONE: u8 = 1;
pub(super) const FOREIGN: u8 = 2;

pub(super) const LOAD: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'string' and kind ~= 'none' then return {2, false} end
return {1, redis.call('get', KEYS[1])}";

/// `ARGV[2]` is the text, `ARGV[3]` its life in milliseconds, if it has one.
pub(super) const SAVE: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'string' and kind ~= 'none' then return {2, false} end
if ARGV[3] then redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
else redis.call('set', KEYS[1], ARGV[2]) end
return {1, false}";

pub(super) const DELETE: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'string' and kind ~= 'none' then return {2, false} end
redis.call('del', KEYS[1])
return {1, false}";

/// `ARGV[2]` is the life of the lock in milliseconds.
pub(super) const EXTEND: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
redis.call('pexpire', KEYS[2], ARGV[2])
return {1, false}";

pub(super) const RELEASE: &str = "
if redis.call('get', KEYS[2]) == ARGV[1] then redis.call('del', KEYS[2]) end
return false";
