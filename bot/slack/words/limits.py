"""How long what people type may be; a name's limit stands in `text`."""

OBJECTIVE_MOST = 300
HOME_MOST = 80
GOALS_MOST = 600
