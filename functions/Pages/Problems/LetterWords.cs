using Pathway.Functions.DeadLetters;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Problems;

internal static class LetterWords
{
    // A queue's name may carry a prefix.
    public static string Of(string queue) => queue switch
    {
        _ when queue.EndsWith("facts", StringComparison.Ordinal) => "A delivery could not be counted",
        _ when queue.EndsWith("calendar-sync", StringComparison.Ordinal) => "Invitations could not be brought in step",
        _ when queue.EndsWith("calendar-pull", StringComparison.Ordinal) => "The calendar could not be read",
        _ when queue.EndsWith("digests", StringComparison.Ordinal) => "A digest could not be sent",
        _ when queue.EndsWith("resource-ingest", StringComparison.Ordinal) => "A file could not be published",
        _ => $"Work of the queue {queue} could not be done",
    };

    public static string About(DeadLetter letter, BritishDates dates) => $"({Of(letter.Queue)}, {dates.Moment(letter.At)})";
}
