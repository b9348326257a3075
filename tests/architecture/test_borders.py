"""The border that .importlinter cannot name: a feature may have several routers (`hooks_router`)."""

import grimp

DOORS = ("router", "subscribers")


def is_door(module: str) -> bool:
    name = module.rpartition(".")[2]
    return module.count(".") > 1 and any(name == door or name.endswith(f"_{door}") for door in DOORS)


def test_routers_and_subscribers_are_wired_by_the_app_alone() -> None:
    graph = grimp.build_graph("goccia", cache_dir=None)
    wrong = [
        f"{importer} imports {module}"
        for module in graph.modules
        if is_door(module)
        for importer in graph.find_modules_that_directly_import(module)
        if not importer.startswith("goccia.app")
    ]
    assert not wrong
