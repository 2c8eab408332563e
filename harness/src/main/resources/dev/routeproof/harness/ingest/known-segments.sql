-- Segments read before, with what tells a segment from another of the same name.
select instance, name, boot, first_seq, bytes from segment;
