using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

public sealed class TableQueryTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follows_continuations_past_a_thousand_rows()
    {
        var table = await tables.NewTableAsync();
        await FillAsync(table, 1_005);

        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", cancellationToken: Cancel).AsPages().ToListAsync(Cancel);
        var rows = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal([1_000, 5], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 1_005), rows.Select(row => row.GetInt32("N")!.Value));
    }

    [Fact]
    public async Task A_page_can_be_taken_up_from_its_continuation_token()
    {
        var table = await tables.NewTableAsync();
        await FillAsync(table, 7);

        var first = await table.QueryAsync<TableEntity>(maxPerPage: 3, cancellationToken: Cancel).AsPages().FirstAsync(Cancel);
        var rest = await table.QueryAsync<TableEntity>(cancellationToken: Cancel).AsPages(first.ContinuationToken, pageSizeHint: 2).ToListAsync(Cancel);

        Assert.Equal([0, 1, 2], first.Values.Select(row => row.GetInt32("N")!.Value));
        Assert.Equal([2, 2], rest.Select(page => page.Values.Count));
        Assert.Equal([3, 4, 5, 6], rest.SelectMany(page => page.Values).Select(row => row.GetInt32("N")!.Value));
        Assert.Null(rest[^1].ContinuationToken);
    }

    [Fact]
    public async Task Nothing_found_is_one_empty_page()
    {
        var table = await tables.NewTableAsync();

        var page = Assert.Single(await table.QueryAsync<TableEntity>(cancellationToken: Cancel).AsPages().ToListAsync(Cancel));

        Assert.Empty(page.Values);
    }

    [Fact]
    public async Task Rows_with_different_properties_do_not_lend_each_other_any()
    {
        var table = await tables.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1") { ["A"] = 1L, ["B"] = "b" }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "2") { ["B"] = Guid.Empty, ["C"] = 3.0 }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "3") { ["A"] = "one", ["C"] = 4L }, Cancel);

        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal([(object?)1L, null, "one"], rows.Select(row => row["A"]));
        Assert.Equal([(object?)"b", Guid.Empty, null], rows.Select(row => row["B"]));
        Assert.Equal([(object?)null, 3.0, 4L], rows.Select(row => row["C"]));
    }

    [Fact]
    public async Task A_filter_of_each_type_finds_the_row_that_holds_its_value()
    {
        var table = await tables.NewTableAsync();
        var time = new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.FromHours(1));
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        await table.AddEntityAsync(new TableEntity("p", "other") { ["S"] = "o'clocks", ["I"] = 1, ["L"] = 1L, ["D"] = 1.0, ["B"] = false, ["T"] = time.AddMilliseconds(1), ["G"] = Guid.Empty }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "wanted") { ["S"] = "o'clock", ["I"] = -7, ["L"] = 1L << 40, ["D"] = 2.5, ["B"] = true, ["T"] = time, ["G"] = id }, Cancel);

        FormattableString[] filters = [$"S eq {"o'clock"}", $"I eq {-7}", $"L eq {1L << 40}", $"D eq {2.5}", $"B eq {true}", $"T eq {time}", $"G eq {id}"];
        foreach (var filter in filters)
        {
            var row = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter), cancellationToken: Cancel).SingleAsync(Cancel);
            Assert.Equal("wanted", row.RowKey);
        }
    }

    [Fact]
    public async Task A_cancelled_enumeration_asks_for_no_further_page()
    {
        var table = await tables.NewTableAsync();
        await FillAsync(table, 3);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellation.Token))
            {
                seen++;
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Tables_are_created_once_found_by_name_and_deleted()
    {
        var service = tables.Service();
        var name = TestTables.NewName();

        var created = await service.CreateTableIfNotExistsAsync(name, Cancel);
        var again = await service.GetTableClient(name).CreateIfNotExistsAsync(Cancel);
        var found = await service.QueryAsync(TableClient.CreateQueryFilter($"TableName eq {name}"), cancellationToken: Cancel).SingleAsync(Cancel);
        var deleted = await service.DeleteTableAsync(name, Cancel);
        var missing = await service.DeleteTableAsync(name, Cancel);

        Assert.Equal((name, 204), (created.Value.Name, created.GetRawResponse().Status));
        Assert.Equal((name, 409), (again.Value.Name, again.GetRawResponse().Status));
        Assert.Equal(name, found.Name);
        Assert.Equal((204, 404), (deleted.Status, missing.Status));
    }

    private static async Task FillAsync(TableClient table, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                chunk.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n:D5}") { ["N"] = n })),
                TestContext.Current.CancellationToken);
        }
    }
}
