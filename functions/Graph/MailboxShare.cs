using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>
/// Exchange takes four requests at once to a mailbox from the app, whichever of its instances they come from. One row says which
/// instance has how many of them and until when: an instance alone has all, and gives of them as soon as another one
/// asks. It costs two storage calls when work begins and one every few seconds while it lasts, however many requests
/// that is.
/// </summary>
public sealed class MailboxShare(
    PathwayStorage storage, Mailbox mailbox, string instance, int most, TimeProvider time) : IDisposable
{
    public const string Partition = "~mailbox";
    private const string Row = "requests";

    private const int Tries = 8;

    /// <summary>
    /// Longer than one try of a request may take, which is 30 s: nobody's share lapses under a request of theirs.
    /// </summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(40);

    /// <summary>Until then it is used without asking.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(8);

    /// <summary>When to come again for who got nothing: the others have given of theirs by then.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);
    private readonly MailboxGate gate = new();
    private readonly SemaphoreSlim asking = new(1);
    private InstanceShare held = new(instance, 0, default);

    /// <summary>The same name after a restart, so that what a killed process had is its successor's at once.</summary>
    public static string NameOf(IOptions<ProgrammeOptions> programme)
    {
        var name = $"{Environment.GetEnvironmentVariable("WEBSITE_INSTANCE_ID") ?? Environment.MachineName} {programme.Value.BaseUrl}";
        return HashId.From(name, 10);
    }

    /// <summary>Comes back when a request may be sent; dispose of the answer when it is done.</summary>
    /// <exception cref="MailboxBusyException">The other instances have it all for now.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (!IsFresh(held))
            await RenewAsync(cancellationToken);
        return await gate.EnterAsync(cancellationToken);
    }

    public void Dispose() => asking.Dispose();

    private bool IsFresh(InstanceShare share) =>
        share.Requests > 0 && time.GetUtcNow() - (share.Until - Life) is var age && age >= TimeSpan.Zero && age < Fresh;

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(held))
                held = await ClaimAsync(cancellationToken);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            // Without storage nobody knows what the others have: nothing is sent, and what is to be done comes again.
            throw new MailboxBusyException(Wait);
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<InstanceShare> ClaimAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                Partition, mailbox.RowOf(Row), cancellationToken: cancellationToken);
            var now = time.GetUtcNow();
            var others = Read(row.HasValue ? row.Value : null)
                .Where(share => share.Instance != instance && share.Until > now)
                .ToList();
            var rank = others.Count(share => string.CompareOrdinal(share.Instance, instance) < 0);
            var free = most - others.Sum(share => share.Requests);
            var mine = Math.Clamp(InstanceShare.Fair(rank, others.Count + 1, most), 0, Math.Max(0, free));

            // First fewer are let in, then those inside are counted: what is written is never less than what is under way.
            gate.Limit(mine);
            var share = new InstanceShare(instance, Math.Max(mine, Math.Min(gate.Inside, most)), now + Life);
            if (!await SaveAsync([.. others, share], row.HasValue ? row.Value!.ETag : default, cancellationToken))
                continue;
            return mine > 0 ? share with { Requests = mine } : throw new MailboxBusyException(Wait);
        }

        throw new MailboxBusyException(Wait);
    }

    private async Task<bool> SaveAsync(
        IReadOnlyList<InstanceShare> shares, ETag etag, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, mailbox.RowOf(Row))
        {
            ["Shares"] = JsonSerializer.SerializeToUtf8Bytes(shares, PathwayJson.Plain),
        };
        try
        {
            if (etag == default)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

    private static List<InstanceShare> Read(TableEntity? row) =>
        JsonSerializer.Deserialize<List<InstanceShare>>(
            row?.GetBinary("Shares") ?? "[]"u8.ToArray(), PathwayJson.Plain)!;
}
