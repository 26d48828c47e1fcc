namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// Exchange keeps 255 characters of a subject and cuts the rest by itself: what it cut would look like somebody's
/// edit.
/// </summary>
internal static class EventSubject
{
    public const int Longest = 255;

    private const string Rest = "...";

    public static string Fit(string subject)
    {
        if (subject.Length <= Longest)
            return subject;
        var kept = Longest - Rest.Length;
        return (char.IsHighSurrogate(subject[kept - 1]) ? subject[..(kept - 1)] : subject[..kept]) + Rest;
    }
}
