"""What holds for every table that each student has a version of: it never changes, and the course's is the example."""

import hashlib

import pytest

from shopfloor.data import load, my_data
from shopfloor.data.variants import VARIANTS, Draws

# SHA-256 of the cells, as they were when the first students got them.
ALWAYS = {
    (
        "careers/skill_profile",
        "open-2026",
        "example",
    ): "2c7d2d0ebc977bc9a4cafcb873c55bcbc38d93bda4874f460583595463d89e8e",
    (
        "careers/skill_profile",
        "open-2026",
        "ana.silva",
    ): "7d6fd1430dc5a6d55a7b9f3a97a96291568b94a54e5f46e9877b9f3c885811c2",
    (
        "careers/skill_profile",
        "fall-2027",
        "ana.silva",
    ): "fad7149232688f0db87b8afc216d4b594492d3f7874c1122cfffc8f40bb2dfa3",
    (
        "start/tray_counts",
        "open-2026",
        "example",
    ): "382cadf99450abbcd6c0374aec6cca6f7c47fd126107fe36ddf04359bd764689",
    (
        "start/tray_counts",
        "open-2026",
        "ana.silva",
    ): "5e447b10aa6307bd93ecbcd5615c355308b2c8768d716e395695f88e795857de",
    (
        "start/tray_counts",
        "fall-2027",
        "ana.silva",
    ): "36afd9214ce805bdc1ce16ddb4c5003963dc1719f994b879ee32332a61bb368f",
    (
        "careers/pay_survey",
        "open-2026",
        "example",
    ): "9c7f65b79382941253522f33048f57dd281294fcdaea382fecd82b548702fccb",
    (
        "careers/pay_survey",
        "open-2026",
        "ana.silva",
    ): "0a357a261ca38b943f872d3ea7d799e2a76284361a8852fc9dcaecd2545e40df",
    (
        "careers/pay_survey",
        "fall-2027",
        "ana.silva",
    ): "8b583e4b6121e3f2bf4a32fad44a3848108ef36716d4254805073743a70bac41",
    (
        "careers/job_ads",
        "open-2026",
        "example",
    ): "683c618f42b75ecf06874833e746069bc37c3c1630d3a8429af3827604bddcc3",
    (
        "careers/job_ads",
        "open-2026",
        "ana.silva",
    ): "9f7b3f95193d6898d27cfdcb0bdb0c9ea68972b899d5dc7a005c919f9da5a9a2",
    (
        "careers/job_ads",
        "fall-2027",
        "ana.silva",
    ): "bb97f78b49e39e299e9c1f58dbeb8cd0d48bf33656d71d2f1771699fb96aa18c",
    (
        "timestudy/bench_study",
        "open-2026",
        "example",
    ): "b8b620addfdb4981caf5bd9197c3d120baf1f0eac3ea7ba7f97cc0baf57d6328",
    (
        "timestudy/bench_study",
        "open-2026",
        "ana.silva",
    ): "f4d9717d6c00d277d4e962407d4a9ae72488d4169535e7d4eeb012f1d1add14e",
    (
        "timestudy/bench_study",
        "fall-2027",
        "ana.silva",
    ): "54b2ed0d6409ebc0fc0e3b92628c6fa5a146439cf5c12f6240197fcc70f288f8",
    (
        "motion/kitting_chart",
        "open-2026",
        "example",
    ): "d4a89b762b29a04f4532438637fb9a51d407c6be909df50222c93c2aeb7250e9",
    (
        "motion/kitting_chart",
        "open-2026",
        "ana.silva",
    ): "8af6a51a714131ce346f7c5f0baa2e471bf0bf45809512f5c27c10228230f0f3",
    (
        "motion/kitting_chart",
        "fall-2027",
        "ana.silva",
    ): "9fb68a4c1eef1cd94c1e47b32f992721e41133b1d663a8ef9c3fedd68bbfe624",
    (
        "timestudy/rated_times",
        "open-2026",
        "example",
    ): "cb5e415b4ab871ddc3569179155c9c1b86b639e80017bb37aebc4ff9c863dafa",
    (
        "timestudy/rated_times",
        "open-2026",
        "ana.silva",
    ): "652fdfae3636fb579d867e024271b435eec7473f37407ffa3e61aaf07853a1c2",
    (
        "timestudy/rated_times",
        "fall-2027",
        "ana.silva",
    ): "71c314a6118ecd7bace82270753d441cdca46fc1eaae696bda2991fe1d81817a",
    (
        "worksampling/line_tours",
        "open-2026",
        "example",
    ): "c4720cb3b0c38ef70c7ce825fc79a5af820eee3c836a4759ee2b02052d6ee5d3",
    (
        "worksampling/line_tours",
        "open-2026",
        "ana.silva",
    ): "3692aa92fd8be238cf8c7ca8f73e7bd2dfc601284d591df34995595902992a0e",
    (
        "worksampling/line_tours",
        "fall-2027",
        "ana.silva",
    ): "4126aba2e6da984e53e33a739ab8ed790824a6d35754bd80cfbf6929561fcfe7",
    (
        "learning/unit_hours",
        "open-2026",
        "example",
    ): "5ed5e6b92efd04173c0a064d45cffc68921d0f4c3a2a019a41cf8875a7f899fa",
    (
        "learning/unit_hours",
        "open-2026",
        "ana.silva",
    ): "b125953552b30c5d5ba68100b81992217efb7fb27e844307143e320e91fbb534",
    (
        "learning/unit_hours",
        "fall-2027",
        "ana.silva",
    ): "81575b79c9d5e1356d2217f8bb7cf6486115fd08147b9ac803b7039a63387afa",
    (
        "waste/order_walk",
        "open-2026",
        "example",
    ): "4b5646892c022b3ba1beb493a6d9556008214aea8fba8668e191752e568fe1e6",
    (
        "waste/order_walk",
        "open-2026",
        "ana.silva",
    ): "903da7d57ad3087d3a53e1c99db87c2720ae9d05d831e53327b62747767e8cf5",
    (
        "waste/order_walk",
        "fall-2027",
        "ana.silva",
    ): "2726e9ebf8cb29e97a831a917e12ade8c976ed17f79a7d94d13ceb5bd3c1fd55",
    (
        "line/kettle_line",
        "open-2026",
        "example",
    ): "e4ac98aea6290cc7978585e26cc58058aed451a9414cfe03e814814fe5e44051",
    (
        "line/kettle_line",
        "open-2026",
        "ana.silva",
    ): "e461cfa635b5e60e175070c8cf3bfb8cb4adf14df3025046d2cfa427c7af4105",
    (
        "line/kettle_line",
        "fall-2027",
        "ana.silva",
    ): "d39bc8b6ed7a8435077650d1d5ba0ffc1d486a67b3861a8caabcfe9db2e89a0a",
    ("flow/cell", "open-2026", "example"): "7909165c8b4afffe1813661cc8bc10ff95012151559eaa370735b56eb68b5102",
    (
        "flow/cell",
        "open-2026",
        "ana.silva",
    ): "aea68156c947086f8f7f5de4b6b147fbfb0896786a74c116d84ed88a4f502cc4",
    (
        "flow/cell",
        "fall-2027",
        "ana.silva",
    ): "0ed3cc5084e3d6d6823d9ce8bf1cc90a36f1261b6323610846253d8e1c02c5a9",
    (
        "valuestream/garden_chair",
        "open-2026",
        "example",
    ): "299d85c9e66ed0afb8236edb4550395c8df8d72f2126fba234ed518014c7f82b",
    (
        "valuestream/garden_chair",
        "open-2026",
        "ana.silva",
    ): "435b8917801517fb5d6c23fa175c94d72987fd17269e526ec051685d6cd409e2",
    (
        "valuestream/garden_chair",
        "fall-2027",
        "ana.silva",
    ): "1a777baa8ce53e7a3554842d045d6b1f92ae351554485232891f9d5da2e12cc9",
    (
        "oee/filler_week",
        "open-2026",
        "example",
    ): "a79a344b59d6046c7eb184dc73172e92252b0756d273c8c359751644f0f076dc",
    (
        "oee/filler_week",
        "open-2026",
        "ana.silva",
    ): "f22dd4bc598a403af54ba17d1929da66b25e5ef6e12b57a6776f1c9571908089",
    (
        "oee/filler_week",
        "fall-2027",
        "ana.silva",
    ): "074fe7ca6d8e8594bcab317b0690499e47cba0e6cb5bd342166293945e643f90",
    (
        "quality/seal_force",
        "open-2026",
        "example",
    ): "9ea5915a5fcdd40b7ea69717c51ab421ee1dcf6787e9c875ffa93bddf3e047ed",
    (
        "quality/seal_force",
        "open-2026",
        "ana.silva",
    ): "29acee0a58af79665dbf452db54b3debeee0de20730788a3d01b8943ef880a66",
    (
        "quality/seal_force",
        "fall-2027",
        "ana.silva",
    ): "b035e8e30ded3232cd94e6c89926e185058885e48494e4e0e5654db4a96cfaa4",
    (
        "plant/own_line",
        "open-2026",
        "example",
    ): "8df7c1dfa3d5c548ef14488b935d6b69243fd2111dc515442a8483db4b013d40",
    (
        "plant/own_line",
        "open-2026",
        "ana.silva",
    ): "4b19226354e174c5bc1b07f1a5444a858a2767776e2a7668721c44fcfd254430",
    (
        "plant/own_line",
        "fall-2027",
        "ana.silva",
    ): "c6b17190e2a49e84d03bc7f6df4097ac5382807f8d008c87c1910eb343e63a12",
}


def test_every_version_is_listed_here():
    assert {name for name, _, _ in ALWAYS} == set(VARIANTS)


@pytest.mark.parametrize(("name", "course", "student"), ALWAYS)
def test_the_cells_are_the_ones_they_always_were(name, course, student):
    text = "\n".join(",".join(row) for row in VARIANTS[name](Draws(course, name, student)))
    assert hashlib.sha256(text.encode()).hexdigest() == ALWAYS[name, course, student]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_table_of_the_course_is_the_example(name):
    assert my_data(name, "example", "open-2026").equals(load(name))
