insert into shadow_price values (?, ?, ?)
