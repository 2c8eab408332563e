-- Rows come from one reader: a second thread of the store would only ask for work, on a core that the reader needs.
set threads = 1;
