using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>A form as it is shown: what stands in its fields, and what is wrong with them.</summary>
public sealed record FormState(FormFields Fields, IReadOnlyList<Fault> Faults)
{
    public static FormState From(FormFields fields) => new(fields, []);

    /// <summary>A form in which that stands, and nothing is wrong.</summary>
    public static FormState With(params IReadOnlyList<(string Name, string Value)> fields) => From(new FormFields(
        fields.ToDictionary(field => field.Name, field => new StringValues(field.Value), StringComparer.Ordinal)));

    /// <summary>Of the page that shows it.</summary>
    public int Status => Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    /// <summary>The fault of a field, or the first of those of its entries.</summary>
    public Fault? FaultOf(string name) => Faults.FirstOrDefault(fault => IsOf(NameOf(fault.Path), name));

    /// <summary>The field a fault's path names: <c>/milestones/0/at</c> is <c>milestones.0.at</c>.</summary>
    public static string NameOf(string path) => path.TrimStart('/').Replace('/', '.');

    public static string IdOf(string name) => name.Replace('.', '-');

    /// <summary>Which entry of a list is meant, from 1; null for the field itself.</summary>
    public static int? EntryOf(string path) =>
        path.Split('/') is [_, _, var number]
            && int.TryParse(number, System.Globalization.NumberStyles.None, null, out var index)
            ? index + 1
            : null;

    private static bool IsOf(string path, string name) =>
        path == name
        || (path.StartsWith(name + '.', StringComparison.Ordinal)
            && !path[(name.Length + 1)..].Contains('.', StringComparison.Ordinal));
}
