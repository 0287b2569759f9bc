//! Scripts that the server runs atomically. `KEYS` are the record and the lock, `ARGV[1]` is the value of the lock.

/// The first element of a script's reply: the lock was lost, the script is done, or the key is not a record.
pub(super) const LOST: u8 = 0;
pub(super) const DONE: u8 = 1;
pub(super) const FOREIGN: u8 = 2;

/// Reads the record. A text of more than 1 MiB is not a record, and is not sent.
pub(super) const LOAD: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'string' and kind ~= 'none' then return {2, false} end
local text = redis.call('get', KEYS[1])
if text and #text > 1048576 then return {2, false} end
return {1, text}";

/// Saves the record. `ARGV[2]` is the text, `ARGV[3]` its lifetime in milliseconds, if it has one.
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

/// Extends the lock. `ARGV[2]` is its lifetime in milliseconds.
pub(super) const EXTEND: &str = "
if redis.call('get', KEYS[2]) ~= ARGV[1] then return {0, false} end
redis.call('pexpire', KEYS[2], ARGV[2])
return {1, false}";

pub(super) const RELEASE: &str = "
if redis.call('get', KEYS[2]) == ARGV[1] then redis.call('del', KEYS[2]) end
return false";
