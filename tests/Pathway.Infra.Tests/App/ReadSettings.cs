using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Pathway.Infra.Tests.App;

/// <summary>A configuration that holds nothing and remembers every key it is asked for.</summary>
/// <param name="single">Keys of the root that are settings and no sections.</param>
internal sealed class ReadSettings(IReadOnlyCollection<string> single) : IConfigurationProvider, IConfigurationSource
{
    private const string Nothing = "-";

    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The settings that were read, as app settings spell them; a section of which members were read is none.
    /// </summary>
    public IReadOnlyList<string> Names =>
    [
        .. asked.Where(key => !key.EndsWith(Nothing, StringComparison.Ordinal))
            .Where(key => !asked.Any(other => other.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)))
            .Select(key => key.Replace(":", "__", StringComparison.Ordinal)),
    ];

    public bool TryGet(string key, out string? value)
    {
        asked.Add(key);
        value = null;
        return false;
    }

    /// <summary>A section that is empty is not read at all, so each seems to hold something that no class knows.</summary>
    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        parentPath is not null && (parentPath.Contains(':', StringComparison.Ordinal) || single.Contains(parentPath))
            ? earlierKeys
            : earlierKeys.Append(Nothing);

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public void Load()
    {
    }

    public void Set(string key, string? value)
    {
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
