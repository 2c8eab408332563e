-- What the segment in hand says was purged.
create or replace temp table purging (boot varchar, since bigint, until bigint);
