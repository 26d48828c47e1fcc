namespace Pathway.Functions.Programme.Rules;

/// <summary>Where the page of a thing is, for pages, mails and whatever else tells a person where to go on.</summary>
public static class PageAddress
{
    public const string Activities = "/activities";

    /// <summary>What vanished from Outlook and waits for the manager's word.</summary>
    public const string Vanished = "/problems#calendar";

    /// <summary>Work that could not be done, each with its reason.</summary>
    public const string DeadLetters = "/problems#letters";

    public const string Health = "/problems#health";

    public const string FilesInCheck = "/resources?state=checking";

    // Pages of their own stand under these words; an activity may be called by one of them all the same.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "new", "import", "month" };

    public static string To(ActivityId activity) =>
        Taken.Contains(activity.ToString()) ? $"/activities/{activity}/about" : $"/activities/{activity}";

    /// <summary>An activity's invitations, with whom Exchange refused.</summary>
    public static string ToLedger(ActivityId activity) => $"{To(activity)}#ledger";

    public static string To(CollegeId college) => $"/colleges/{college}";

    /// <summary>The plain address is the file itself.</summary>
    public static string To(ResourceId resource) => $"/resources/{resource}/about";

    /// <summary>
    /// Where the form stands that was sent to an address: there, or in its room, where that address only takes and shows
    /// nothing.
    /// </summary>
    public static string ToFormSentTo(string path) => path.Split('/') switch
    {
        ["", "problems" or "digests", ..] and [_, var room, ..] => $"/{room}",
        ["", "activities", var id, "nudge"] when ActivityId.TryParse(id, out var activity) => To(activity),
        ["", "colleges", var id, "secret" or "feed" or "test"] when CollegeId.TryParse(id, out var college) => To(college),
        ["", "resources", var id, "links" or "versions", ..] when ResourceId.TryParse(id, out var resource) => To(resource),
        _ => path,
    };
}
