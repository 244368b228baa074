"""The fortnightly briefing: its skeleton, its frozen figures, its sentences, its paper."""
