using System.Text.Json;
using Pathway.Local.Demo;
using Pathway.LocalHost.Http;

namespace Pathway.Local;

/// <summary>Who one can be in a local run. Whoever brings no principal is the manager.</summary>
public static class LocalPeople
{
    public static LocalPerson Manager { get; } = Person(
        "The programme manager", "manager@digital-health.example.org", "Programme.Manager");

    public static IReadOnlyList<LocalPerson> All { get; } =
    [
        Manager,
        .. DemoProgramme.Colleges.Take(3)
            .Select(college => Person($"{college.Name}'s coordinator", $"pathway-lead@{college.Id}.example.org", "College.Coordinator")),
        Person("Somebody without a part", "visitor@elsewhere.example.org"),
    ];

    private static LocalPerson Person(string name, string mail, params string[] roles) =>
        new(name, Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            auth_typ = "local",
            claims = roles.Select(role => new { typ = "roles", val = role })
            .Append(new { typ = "preferred_username", val = mail }),
        })));
}
