-- Of these births those of which a social care team has said that it knows of nothing against contact.
SELECT birth_id FROM safeguards_socialcareanswer WHERE birth_id = ANY(%(births)s::bigint[]) AND answer = 'clear'
