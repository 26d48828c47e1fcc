using Microsoft.Extensions.Options;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Tells what a fact is about from how its sender named it. An alias given now names what comes from now on. A copy of the
/// catalogue up to a minute old serves, so that recording does not read it for each delivery; what this instance
/// changed is seen at once, and an id that the copy lacks is looked for again, for another instance may have added it
/// before the delivery came.
/// </summary>
public sealed class ObjectNames(
    IEnumerable<INamedObjects> sources, AddressNames addresses, IOptions<ProgrammeOptions> programme, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // A sender of ids that nobody knows must not make each of its deliveries a reading of the catalogue.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private readonly IReadOnlyList<string> homes = OwnAddress.Homes(programme.Value.BaseUrl);
    private KnownObjects? known;

    /// <summary>
    /// A function that names objects, over one state of the catalogue: not older than the delivery where it matters.
    /// </summary>
    public async Task<Func<FactObject, FactObject>> CurrentAsync(
        FactDelivery delivery, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(IsFresh, cancellationToken);
        if (current.ReadAt <= delivery.At
            && delivery.Facts.Any(fact => !current.Knows(fact.Object, delivery.College)))
        {
            bool IsYoungEnough(KnownObjects copy) =>
                copy.ReadAt > delivery.At || time.GetElapsedTime(copy.TakenAt) <= AskAgainAfter;
            current = await ReadAsync(copy => IsFresh(copy) && IsYoungEnough(copy), cancellationToken);
        }

        return sent => current.Name(sent, delivery.College);
    }

    /// <summary>All of the programme's own things, as they were a minute ago or later.</summary>
    public Task<KnownObjects> LatestAsync(CancellationToken cancellationToken) => ReadAsync(IsFresh, cancellationToken);

    public void Dispose() => reading.Dispose();

    private bool IsFresh(KnownObjects copy) => copy.Edition == Edition && time.GetElapsedTime(copy.TakenAt) <= Fresh;

    private long Edition => sources.Sum(source => source.Edition);

    private async Task<KnownObjects> ReadAsync(Func<KnownObjects, bool> serves, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref known) is { } copy && serves(copy))
            return copy;
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (known is { } current && serves(current))
                return current;
            var (edition, at, now, objects) = (Edition, time.GetTimestamp(), time.GetUtcNow(), new List<NamedObject>());
            foreach (var source in sources)
                objects.AddRange(await source.AllAsync(cancellationToken));
            current = new KnownObjects(objects, homes, addresses) { Edition = edition, TakenAt = at, ReadAt = now };
            Volatile.Write(ref known, current);
            return current;
        }
        finally
        {
            reading.Release();
        }
    }
}
