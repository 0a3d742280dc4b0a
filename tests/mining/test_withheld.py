from coachkit.mining.withheld import could_be_chance


def test_a_line_that_could_be_chance_says_where_the_limit_is_and_what_settles_it() -> None:
    assert could_be_chance(1 / 17, 0.05) == (
        "it could be chance: of what stands out this much, about 1 in 17 is, "
        "and at most 1 in 20 may be; more calls settle it"
    )


def test_a_line_just_past_the_limit_is_not_said_to_be_at_it() -> None:
    assert "a little over 1 in 20 is" in could_be_chance(0.0505, 0.05)
