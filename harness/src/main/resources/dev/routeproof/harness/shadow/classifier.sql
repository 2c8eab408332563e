insert into shadow_classifier values (?, ?, ?, ?)
