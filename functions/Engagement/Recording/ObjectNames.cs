using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Tells what a fact is about from how its sender named it. An alias given now names what comes from now on. A copy of the
/// catalogue up to a minute old serves, so that recording does not read it for each delivery; what this instance changed is seen
/// at once, and an id that the copy lacks is looked for again, for another instance may have added it before the delivery came.
/// </summary>
public sealed class ObjectNames(
    IEnumerable<INamedObjects> sources, IOptions<ProgrammeOptions> programme, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // A sender of ids that nobody knows must not make each of its deliveries a reading of the catalogue.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private readonly string home = ObjectAddress.Canonical(programme.Value.BaseUrl)?.TrimEnd('/') ?? "";
    private Known? known;

    /// <summary>
    /// A function that names objects, over one state of the catalogue: not older than the delivery where it matters.
    /// </summary>
    public async Task<Func<FactObject, FactObject>> CurrentAsync(FactDelivery delivery, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(IsFresh, cancellationToken);
        if (current.ReadAt <= delivery.At
            && delivery.Facts.Any(fact => fact.Object.Kind != ObjectKind.Elsewhere && !current.Knows(fact.Object)))
        {
            bool IsYoungEnough(Known copy) => copy.ReadAt > delivery.At || time.GetElapsedTime(copy.TakenAt) <= AskAgainAfter;
            current = await ReadAsync(copy => IsFresh(copy) && IsYoungEnough(copy), cancellationToken);
        }

        return current.Name;
    }

    public void Dispose() => reading.Dispose();

    private bool IsFresh(Known copy) => copy.Edition == Edition && time.GetElapsedTime(copy.TakenAt) <= Fresh;

    private long Edition => sources.Sum(source => source.Edition);

    private async Task<Known> ReadAsync(Func<Known, bool> serves, CancellationToken cancellationToken)
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
            current = new Known(objects, home, edition, at, now);
            Volatile.Write(ref known, current);
            return current;
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed class Known(
        IReadOnlyCollection<NamedObject> objects, string home, long edition, long takenAt, DateTimeOffset readAt)
    {
        private readonly FrozenSet<(ObjectKind Kind, string Id)> ids = objects.Select(own => (own.Kind, own.Id)).ToFrozenSet();
        private readonly FrozenDictionary<string, FactObject> addresses = Addresses(objects, home);

        public long Edition => edition;

        public long TakenAt => takenAt;

        public DateTimeOffset ReadAt => readAt;

        public bool Knows(FactObject sent) =>
            sent.Kind == ObjectKind.Programme || ids.Contains((sent.Kind, sent.Name))
                || ids.Contains((Other(sent.Kind), sent.Name));

        public FactObject Name(FactObject sent) => sent.Kind switch
        {
            ObjectKind.Programme => sent,
            ObjectKind.Elsewhere => addresses.GetValueOrDefault(ObjectAddress.WithoutScheme(sent.Name), sent),
            _ when ids.Contains((sent.Kind, sent.Name)) => sent,
            _ when ids.Contains((Other(sent.Kind), sent.Name)) => sent with { Kind = Other(sent.Kind) },

            // A slug nobody in the programme has: kept as the sender's own word for it.
            _ => sent with { Kind = ObjectKind.Elsewhere },
        };

        private static ObjectKind Other(ObjectKind kind) => kind == ObjectKind.Activity ? ObjectKind.Resource : ObjectKind.Activity;

        private static FrozenDictionary<string, FactObject> Addresses(IReadOnlyCollection<NamedObject> objects, string home)
        {
            var named = new Dictionary<string, FactObject>(StringComparer.Ordinal);
            foreach (var own in objects.OrderBy(own => own.IsOver).ThenBy(own => own.Kind).ThenBy(own => own.Id, StringComparer.Ordinal))
            {
                var thing = new FactObject(own.Kind, own.Id);
                named.TryAdd(
                    ObjectAddress.Same($"{home}/{(own.Kind == ObjectKind.Activity ? "activities" : "resources")}/{own.Id}"),
                    thing);
                foreach (var alias in own.Aliases)
                    named.TryAdd(ObjectAddress.Same(alias), thing);
            }

            return named.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }
}
