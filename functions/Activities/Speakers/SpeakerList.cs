using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities.Speakers;

/// <summary>The rule of an activity's <c>speakers</c>.</summary>
internal static class SpeakerList
{
    public const int Most = 20;
    public const int MaxName = 200;

    private const string Twice = "is a speaker of this activity already.";

    /// <param name="requests">As they came.</param>
    /// <param name="isHistory">
    /// The activity lies in an academic year that is over: its speakers' addresses were forgotten, and nobody can be
    /// asked for them again.
    /// </param>
    /// <param name="found">Takes the faults.</param>
    public static IReadOnlyList<Speaker> Read(
        IReadOnlyList<SpeakerRequest?>? requests, bool isHistory, FaultList found)
    {
        found.When(requests?.Count > Most, "/speakers", $"has more than {Most} entries.");
        var speakers = new List<Speaker>();
        foreach (var (at, request) in (requests ?? []).Take(Most).Index())
        {
            var speaker = Read(request, isHistory, $"/speakers/{at}", found);
            found.When(
                speaker.Email.Length > 0 && speakers.Exists(other => other.Email == speaker.Email),
                $"/speakers/{at}/email",
                Twice);
            speakers.Add(speaker);
        }

        return speakers;
    }

    private static Speaker Read(SpeakerRequest? request, bool isHistory, string path, FaultList found)
    {
        var (name, organisation) = (VisibleText.Line(request?.Name), VisibleText.Line(request?.Organisation));
        found.When(
            name.Length is 0 or > MaxName || !IsLine(request?.Name),
            $"{path}/name",
            $"is required, one line of at most {MaxName} characters.");
        found.When(
            organisation.Length > MaxName || !IsLine(request?.Organisation),
            $"{path}/organisation",
            $"must be one line of at most {MaxName} characters.");
        var isForgotten = isHistory && string.IsNullOrWhiteSpace(request?.Email);
        found.When(!MailAddress.TryParse(request?.Email, out var email) && !isForgotten, $"{path}/email", MailAddress.Words);
        return new Speaker(name, email.ToString(), organisation);
    }

    private static bool IsLine(string? text) => text?.Trim().Any(char.IsControl) is not true;
}
