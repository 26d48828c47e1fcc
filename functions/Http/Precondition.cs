using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Pathway.Functions.Http;

/// <summary>
/// What a caller's If-Match and If-None-Match ask of the version that is there (RFC 9110, section 13.1). A header
/// that cannot be read asks for what never is: better refused than an overwrite its sender meant to prevent.
/// </summary>
public sealed class Precondition
{
    public static readonly Precondition None = new(StringValues.Empty, StringValues.Empty);

    private readonly IList<EntityTagHeaderValue>? match;
    private readonly IList<EntityTagHeaderValue>? noneMatch;
    private readonly bool unreadable;

    private Precondition(StringValues ifMatch, StringValues ifNoneMatch)
    {
        unreadable = !TryRead(ifMatch, out match) | !TryRead(ifNoneMatch, out noneMatch);
    }

    /// <summary>What a caller inside the app asks who adds: that nothing is there.</summary>
    public static readonly Precondition IsNew = new(StringValues.Empty, "*");

    /// <summary>What a caller inside the app asks who read that version.</summary>
    public static Precondition IsAt(int version) => new($"\"{version}\"", StringValues.Empty);

    public static Precondition From(HttpRequest request) => new(request.Headers.IfMatch, request.Headers.IfNoneMatch);

    /// <param name="version">What is there; null for nothing.</param>
    public bool Holds(int? version)
    {
        var tag = version is { } number ? new EntityTagHeaderValue($"\"{number}\"") : null;
        return !unreadable
            && (match is null || Names(match, tag, strong: true))
            && (noneMatch is null || !Names(noneMatch, tag, strong: false));
    }

    private static bool Names(IEnumerable<EntityTagHeaderValue> wanted, EntityTagHeaderValue? tag, bool strong) =>
        tag is not null && wanted.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, strong));

    private static bool TryRead(StringValues header, out IList<EntityTagHeaderValue>? tags)
    {
        tags = null;
        return StringValues.IsNullOrEmpty(header) || EntityTagHeaderValue.TryParseStrictList(header, out tags);
    }
}
