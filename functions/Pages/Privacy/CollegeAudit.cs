using Pathway.Functions.Audit;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>What was done to colleges, in words.</summary>
internal sealed class CollegeAudit(AuditNames names)
{
    public string? Words(string[] path, IReadOnlyList<AuditChange> changes)
    {
        var changed = ChangedThing.All("college", changes);
        return path switch
        {
            [var id, "attendance"] => $"took in a sheet of who attended at {names.College(id)}",
            [var id, "test"] => $"sent a test event as {names.College(id)}",
            [var id, "secret"] => $"issued a new secret for {names.College(id)}",
            [var id, "feed"] => $"gave {names.College(id)} a new address for its calendar feed",
            [var id, "links"] => $"ended every link given to {names.College(id)}",
            _ when changed is [var only] => Words(only),
            ["new"] => "added a college",
            [var id, ..] => $"left {names.College(id)} as it was",
            _ => null,
        };
    }

    private string Words(ChangedThing college)
    {
        var name = names.College(college.Id);
        if (college.Came("erasure"))
            return $"took {name} out of the programme and has it erased";
        if (college.Came("leftAt"))
            return $"took {name} out of the programme";
        if (college.Went("leftAt"))
            return $"took {name} into the programme again";
        if (college.IsNew("name"))
            return $"added {college.Now("name")}";
        return college.Members.Count == 1 && college.Now("name") is not null
            ? $"renamed {college.Was("name")} to {college.Now("name")}"
            : $"changed the {ChangedThing.List([.. college.Members.Select(Word)])} of {name}";
    }

    private static string Word(string member) => member switch
    {
        "audience" => "people invited",
        "timeZone" => "time zone",
        "emailDomains" => "mail domains",
        "allowedOrigins" => "hosts for the web hook handshake",
        "eventsPerMinute" => "events a minute",
        _ => member,
    };
}
