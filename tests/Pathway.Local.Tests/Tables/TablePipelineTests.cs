using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure;
using Azure.Core;
using Azure.Core.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

/// <summary>What every Azure client does, and code that writes rows must live with.</summary>
public sealed class TablePipelineTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_add_whose_answer_was_lost_is_tried_again_and_finds_its_own_row()
    {
        var table = await tables.NewTableAsync(LosingFirstAnswer);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Cancel));
        var own = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel);

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(1, own.Value.GetInt32("N"));
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_is_tried_again_and_refused()
    {
        var table = await tables.NewTableAsync(LosingFirstAnswer);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Cancel));

        Assert.Equal((409, "EntityAlreadyExists", 0), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_conditional_update_whose_answer_was_lost_is_412()
    {
        var losing = await tables.NewTableAsync(LosingFirstAnswer);
        var table = tables.Service().GetTableClient(losing.Name);
        var added = await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => losing.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, added.Headers.ETag!.Value, cancellationToken: Cancel));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_with_the_same_body_signed_anew()
    {
        await using var service = await LoopbackTables.StartAsync((response, n) => LoopbackTables.Answering(n < 3 ? 503 : 204)(response, n));
        var options = new TableClientOptions();
        AtOnce(options);
        options.AddPolicy(new ForgetsItsSignature(), HttpPipelinePosition.BeforeTransport);
        var table = new TableServiceClient(service.Endpoint, new TableSharedKeyCredential("account", TestTables.Key), options).GetTableClient("customers");

        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        Assert.Equal(3, service.Requests.Count);
        Assert.Single(service.Requests.Select(request => (request.Method, request.Target, request.Body)).Distinct());
        Assert.Single(service.Requests.Select(request => request.Headers["x-ms-client-request-id"]).Distinct());
        Assert.All(service.Requests, request => Assert.StartsWith("SharedKeyLite account:", request.Headers.GetValueOrDefault("Authorization"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_is_tried_than_the_options_allow()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(500));
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var table = new TableServiceClient(service.Endpoint, new TableSharedKeyCredential("account", TestTables.Key), options).GetTableClient("customers");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal(500, failure.Status);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_policy_of_the_callers_sees_every_try()
    {
        var policy = new Counting();
        var table = await tables.NewTableAsync(options =>
        {
            LosingFirstAnswer(options);
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        });

        await table.UpsertEntityAsync(new TableEntity("p", "r"), cancellationToken: Cancel);

        Assert.Equal(2, policy.Tries);
    }

    [Fact]
    public async Task Neither_rows_nor_filters_nor_signatures_are_logged()
    {
        var lines = new ConcurrentQueue<string>();
        using var listener = new AzureEventSourceListener((_, text) => lines.Enqueue(text), EventLevel.Verbose);
        var table = await tables.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "unloggable-value" }, Cancel);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "r") { ["Name"] = "unloggable-value" })], Cancel);
        await table.QueryAsync<TableEntity>("Name eq 'unloggable-value'", cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Contains(lines, line => line.Contains($"/{table.Name}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"/{table.Name}()?$filter=REDACTED", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("unloggable-value", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains($"SharedKeyLite {TestTables.Account}:", StringComparison.Ordinal));
    }

    private static void AtOnce(TableClientOptions options)
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
    }

    private static void LosingFirstAnswer(TableClientOptions options)
    {
        AtOnce(options);
        options.Transport = new LosesFirstAnswer();
    }

    private sealed class LosesFirstAnswer : HttpClientTransport
    {
        private int sent;

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            await base.ProcessAsync(message);
            if (Interlocked.Increment(ref sent) == 1)
                throw new IOException("The connection was closed before the answer came.");
        }
    }

    private sealed class ForgetsItsSignature : HttpPipelineSynchronousPolicy
    {
        public override void OnReceivedResponse(HttpMessage message) => message.Request.Headers.Remove("Authorization");
    }

    private sealed class Counting : HttpPipelineSynchronousPolicy
    {
        public int Tries { get; private set; }

        public override void OnSendingRequest(HttpMessage message) => Tries++;
    }
}
