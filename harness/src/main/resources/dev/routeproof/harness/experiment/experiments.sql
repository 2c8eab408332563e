-- The newest import first.
select experiment, document from experiment order by imported_at desc, experiment;
