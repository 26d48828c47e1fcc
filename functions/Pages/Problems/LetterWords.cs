using System.Text.Json;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Problems;

internal static class LetterWords
{
    // A queue's name may carry a prefix.
    public static string For(string queue) => queue switch
    {
        _ when queue.EndsWith("facts", StringComparison.Ordinal) => "A delivery could not be counted",
        _ when queue.EndsWith("calendar-sync", StringComparison.Ordinal) => "Invitations could not be brought in step",
        _ when queue.EndsWith("calendar-pull", StringComparison.Ordinal) => "The calendar could not be read",
        _ when queue.EndsWith("digests", StringComparison.Ordinal) => "A digest could not be sent",
        _ when queue.EndsWith("resource-ingest", StringComparison.Ordinal) => "A file could not be published",
        _ => $"Work of the queue {queue} could not be done",
    };

    public static string About(DeadLetter letter, BritishDates dates) =>
        $"({For(letter.Queue)}, {dates.Moment(letter.At)})";

    /// <summary>The college whose work it is; null where the message names none that is in the programme.</summary>
    public static string? CollegeOf(DeadLetter letter, IReadOnlyDictionary<string, string> names)
    {
        try
        {
            using var body = JsonDocument.Parse(letter.Body);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("college", out var college)
                && college.ValueKind == JsonValueKind.String
                && names.ContainsKey(college.GetString()!)
                ? college.GetString()
                : null;
        }
        catch (JsonException)
        {
            // What could not be read is often why it is here.
            return null;
        }
    }
}
