using System.Globalization;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

internal static class ResourceWords
{
    public static string For(ResourceState state) => state switch
    {
        ResourceState.Uploading => "its file is awaited",
        ResourceState.Checking => "checking",
        ResourceState.Published => "published",
        ResourceState.Refused => "refused",
        _ => "withdrawn",
    };

    /// <summary>Kind, year group, version and size, as far as they are known.</summary>
    public static string Describe(Resource resource, BritishDates dates)
    {
        var (definition, current) = (resource.Definition, resource.Current);
        return string.Join(
            " · ",
            new[]
            {
                definition.Kind,
                definition.YearGroup is { } year ? string.Create(CultureInfo.InvariantCulture, $"Year {year}") : null,
                current?.DecidedAt is { } at ? $"published {dates.Day(LondonClock.DateOf(at))}" : null,
                current?.Size is { } size ? Size(size) : null,
            }.OfType<string>());
    }

    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000.0:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB"),
    };
}
