using System.Globalization;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Links;

/// <summary>
/// Counts that somebody of a college opened a resource: a fact without a learner, because a link says nothing of who
/// follows it. The fact's key is made of college, resource, door and minute, so that a double click, a preview and a
/// retry are one use.
/// </summary>
public sealed partial class UseCount(
    FactQueue facts, CollegeDirectory colleges, TimeProvider time, ILogger<UseCount> logger)
{
    private const string Source = "urn:pathway:resource-use";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits a moment for the use to be queued. A queue that is down costs the figure, never the learner's file.
    /// </summary>
    public async Task AddAsync(CollegeId college, ResourceId resource, string door, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await colleges.FindAsync(college, patience.Token) is { } known)
                await facts.SendAsync(Delivery(known, resource, door), patience.Token);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            Log.UseNotCounted(logger, resource.ToString(), college.ToString(), outage.GetType().Name);
        }
    }

    private FactDelivery Delivery(CollegeKeys college, ResourceId resource, string door)
    {
        var now = time.GetUtcNow();
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var key = Fact.KeyOf(
            college, Source, string.Create(CultureInfo.InvariantCulture, $"{resource}|{door}|{minute:yyyyMMddHHmm}"));
        var use = new Fact(key, FactVerb.Viewed, new FactObject(ObjectKind.Resource, resource.ToString()), [], minute);
        return new FactDelivery(college.Id, $"use-{key[..16]}", Dialect.Pathway, minute, [use]);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, Message = "A use of resource {Resource} at {College} was not counted: {Reason}.")]
        public static partial void UseNotCounted(ILogger logger, string resource, string college, string reason);
    }
}
