from coachkit.web.slowing import FREE_OF_ADDRESS, FREE_OF_NAME, LONGEST, Slowing


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def wrong(slowing: Slowing, name: str, address: str, times: int) -> None:
    for _ in range(times):
        slowing.count(name, address)


def test_a_few_wrong_passwords_cost_nothing_and_each_more_doubles_the_wait() -> None:
    slowing = Slowing(clock=Clock())
    wrong(slowing, "petra", "10.0.0.1", FREE_OF_NAME - 1)
    waits = []
    for _ in range(12):
        waits.append(slowing.wait("petra", "10.0.0.2"))
        wrong(slowing, "petra", "10.0.0.1", 1)
    assert waits == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, LONGEST, LONGEST]


def test_a_wait_is_over_when_it_is_over() -> None:
    clock = Clock()
    slowing = Slowing(clock=clock)
    wrong(slowing, "petra", "10.0.0.1", FREE_OF_NAME + 3)
    assert slowing.wait("petra", "10.0.0.1") == 8
    clock.now += 7.5
    assert slowing.wait("petra", "10.0.0.1") == 1
    clock.now += 0.5
    assert slowing.wait("petra", "10.0.0.1") == 0


def test_one_address_that_tries_many_names_waits_and_others_do_not() -> None:
    slowing = Slowing(clock=Clock())
    for n in range(FREE_OF_ADDRESS + 2):
        slowing.count(f"name {n}", "10.0.0.1")
    assert slowing.wait("petra", "10.0.0.1") == 4
    assert slowing.wait("petra", "10.0.0.2") == 0


def test_addresses_of_one_ipv6_network_are_one() -> None:
    slowing = Slowing(clock=Clock())
    for n in range(FREE_OF_ADDRESS):
        slowing.count(f"name {n}", f"2001:db8::{n:x}")
    assert slowing.wait("petra", "2001:db8::ffff") == 1
    assert slowing.wait("petra", "2001:db8:0:1::1") == 0


def test_a_name_is_the_same_however_it_is_written() -> None:
    slowing = Slowing(clock=Clock())
    for name in ("petra", " Petra", "PETRA", "petra "):
        slowing.count(name, "10.0.0.1")
    assert slowing.wait("Petra", "10.0.0.2") == 1


def test_who_knows_one_password_cannot_try_those_of_others_without_a_wait() -> None:
    slowing = Slowing(clock=Clock())
    for n in range(FREE_OF_ADDRESS):
        slowing.count(f"name {n}", "10.0.0.1")
        slowing.count("own", "10.0.0.1")
        slowing.was_right("own", "10.0.0.1")
    assert slowing.wait("petra", "10.0.0.1") == 1


def test_the_right_password_makes_a_name_as_new() -> None:
    slowing = Slowing(clock=Clock())
    wrong(slowing, "petra", "10.0.0.1", FREE_OF_NAME)
    slowing.was_right("petra", "10.0.0.1")
    assert slowing.wait("petra", "10.0.0.1") == 0


def test_wrong_ones_are_forgotten_after_an_hour() -> None:
    clock = Clock()
    slowing = Slowing(clock=clock)
    wrong(slowing, "petra", "10.0.0.1", 15)
    clock.now += 3_600
    wrong(slowing, "petra", "10.0.0.1", 1)
    assert slowing.wait("petra", "10.0.0.1") == 0


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    slowing = Slowing(clock=Clock())
    for n in range(30_000):
        slowing.count(f"{n}" * 100, f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    held = slowing._wrong  # noqa: SLF001 - what is held is what is asked about
    assert len(held) <= 20_000
    assert max(len(name) for _, name in held) <= 200
