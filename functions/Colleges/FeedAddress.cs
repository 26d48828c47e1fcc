using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>
/// Where a college's calendar is read: the address itself, and the same as calendar programs subscribe to it with a
/// click.
/// </summary>
public sealed record FeedAddress(string FeedUrl, string WebcalUrl)
{
    public static FeedAddress For(College college, Keyring keyring, ProgrammeOptions programme)
    {
        var url = $"{programme.BaseUrl.TrimEnd('/')}/calendars/{college.Id}.ics?token={keyring.FeedToken(college.Id, college.FeedVersion)}";
        return new FeedAddress(url, "webcal" + url[url.IndexOf(':', StringComparison.Ordinal)..]);
    }
}
