namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// A row of answers: not signed in, signed in without a role, the college's coordinator, another's, the manager.
/// </summary>
internal sealed record AccessRule(string Name, int Nobody, int NoRole, int Own, int Other, int Manager = 0)
{
    /// <summary>Lets in; what it answers is another test's matter.</summary>
    private const int In = 0;

    /// <summary>The manager alone.</summary>
    public static readonly AccessRule Managers = new(nameof(Managers), 401, 403, 403, 403);

    /// <summary>The manager and every coordinator, each of whom sees what is theirs.</summary>
    public static readonly AccessRule Readers = new(nameof(Readers), 401, 403, In, In);

    /// <summary>The manager and the college's own coordinator; another's is told that it is not theirs.</summary>
    public static readonly AccessRule OwnReaders = new(nameof(OwnReaders), 401, 403, In, 403);

    /// <summary>The same, and another's is told that there is no such thing.</summary>
    public static readonly AccessRule HiddenFromOthers = new(nameof(HiddenFromOthers), 401, 403, In, 404);

    /// <summary>Opened by a secret of the college's that comes with the call, and by nobody's role.</summary>
    public static readonly AccessRule Keyed = new(nameof(Keyed), 401, 401, 401, 401, 401);

    /// <summary>A word of welcome for a stranger, and their part for those who have one.</summary>
    public static readonly AccessRule Welcomed = new(nameof(Welcomed), In, 403, In, In);

    /// <summary>Everybody: it tells nothing that is anybody's.</summary>
    public static readonly AccessRule Anyone = new(nameof(Anyone), In, In, In, In);

    public IReadOnlyList<int> Answers => [Nobody, NoRole, Own, Other, Manager];
}
