using NodaTime;
using Pathway.Functions.Activities;

namespace Pathway.Functions.Tests.Activities;

public sealed class MilestoneKeysTests
{
    private static readonly IReadOnlyList<Milestone> Before =
    [
        new("m1", "Briefing", new LocalDate(2026, 12, 4)),
        new("m2", "Checkpoint", new LocalDate(2027, 1, 8)),
        new("m3", "Checkpoint", new LocalDate(2027, 1, 22)),
        new("m4", "Deadline", new LocalDate(2027, 2, 1)),
    ];

    [Fact]
    public void Number_new_ones() =>
        Assert.Equal(
            ["m1", "m2", "m3", "m4"],
            Keys(MilestoneKeys.Assign([.. Before.Select(milestone => milestone with { Key = "" })], [])));

    [Fact]
    public void Follow_a_milestone_that_moved_or_was_renamed()
    {
        Milestone[] after =
        [
            new("", "Deadline", new LocalDate(2027, 2, 8)),
            new("", "Checkpoint", new LocalDate(2027, 1, 22)),
            new("", "Kick-off", new LocalDate(2026, 12, 4)),
            new("", "Checkpoint", new LocalDate(2027, 1, 15)),
            new("", "Final", new LocalDate(2027, 3, 1)),
        ];

        Assert.Equal(["m4", "m3", "m1", "m2", "m5"], Keys(MilestoneKeys.Assign(after, Before)));
    }

    private static IEnumerable<string> Keys(IEnumerable<Milestone> milestones) =>
        milestones.Select(milestone => milestone.Key);
}
