using System.Globalization;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The rule of a college's <c>audience</c>: addresses, each as text (<c>year-12@utc-leeds.example.org</c>, or with the
/// number of people behind it, <c>year-12@utc-leeds.example.org 140</c>) or as <c>{address, people?}</c>.
/// </summary>
internal sealed record AudienceList(IReadOnlyList<string> Addresses, IReadOnlyDictionary<string, int>? People)
{
    public const int MostPeople = 5_000;

    private const string Path = "/audience";
    private const string Form = "must be a mail address, or {\"address\", \"people\"} for a group.";

    public static AudienceList Read(IReadOnlyList<JsonElement>? entries, int most, FaultList found)
    {
        found.When(entries?.Count > most, Path, $"has more than {most} entries.");
        var (addresses, people) = (new List<string>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var (at, entry) in (entries ?? []).Take(most).Index())
        {
            if (Read(entry, $"{Path}/{at}", found) is not var (address, count) || addresses.Contains(address))
                continue;
            addresses.Add(address);
            if (count > 1)
                people[address] = count;
        }

        return new AudienceList(addresses, people.Count == 0 ? null : people);
    }

    /// <summary>As the API shows it: text, and an object where more than one person stands behind an address.</summary>
    public static IReadOnlyList<object> Show(CollegeDefinition definition) =>
    [
        .. definition.Audience.Select(
            address => definition.PeopleAt(address) is > 1 and var people ? new Group(address, people) : (object)address),
    ];

    private static (string Address, int People)? Read(JsonElement entry, string path, FaultList found)
    {
        var (text, people, isKnown) = entry.ValueKind switch
        {
            JsonValueKind.String => Split(entry.GetString()!),
            JsonValueKind.Object => Members(entry, path, found),
            _ => ("", 1, false),
        };
        found.When(!isKnown, path, Form);
        found.When(isKnown && !MailAddress.IsValid(text), path, MailAddress.Words);
        found.When(people is < 1 or > MostPeople, $"{path}/people", $"must be from 1 to {MostPeople}.");
        return isKnown ? (MailAddress.Normalise(text), people) : null;
    }

    private static (string Text, int People, bool IsKnown) Split(string text)
    {
        var at = text.Trim().LastIndexOf(' ');
        return at > 0 && int.TryParse(text.Trim().AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var people)
            ? (text.Trim()[..at], people, true)
            : (text, 1, true);
    }

    private static (string Text, int People, bool IsKnown) Members(JsonElement entry, string path, FaultList found)
    {
        foreach (var member in entry.EnumerateObject())
            found.When(member.Name is not ("address" or "people"), $"{path}/{member.Name}", "is not known here.");
        if (!entry.TryGetProperty("address", out var address) || address.ValueKind != JsonValueKind.String)
            return ("", 1, false);
        var people = 1;
        var isNumber = !entry.TryGetProperty("people", out var count) || count.ValueKind == JsonValueKind.Null
            || (count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out people));
        return (address.GetString()!, isNumber ? people : 0, true);
    }

    private sealed record Group(string Address, int People);
}
