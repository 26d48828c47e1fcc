namespace Pathway.Functions.Engagement;

/// <summary>One of the programme's own things and the addresses it has elsewhere.</summary>
public sealed record NamedObject(ObjectKind Kind, string Id, IReadOnlyList<string> Aliases);

/// <summary>Where recording learns which objects are the programme's own: the activities, and the resources.</summary>
public interface INamedObjects
{
    /// <summary>All of them, from a copy that is at most about a minute old.</summary>
    Task<IReadOnlyCollection<NamedObject>> AllAsync(CancellationToken cancellationToken);
}
