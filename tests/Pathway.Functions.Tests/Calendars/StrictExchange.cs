using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Exchange and Teams as strict as they are reported to be.</summary>
internal static class StrictExchange
{
    public static SimulatorModes Modes => new()
    {
        AttendeesArePresenters = true,
        DeletedStillAnswers = true,
        ConflictPercent = 20,
        TruncateSubject = true,
        StripBodyMarks = true,
        DuplicateSubscriptions = true,
        MoveBackRefused = true,
        NoDirectoryPermission = true,
        LargestPage = 2,
        Seed = 12,
    };

    /// <summary>The same arrangement, with everything strict from the start.</summary>
    public static Func<AppUnderTest, Task> With(Func<AppUnderTest, Task> arrange) => app =>
    {
        app.Graph.Modes = Modes;
        return arrange(app);
    };
}
