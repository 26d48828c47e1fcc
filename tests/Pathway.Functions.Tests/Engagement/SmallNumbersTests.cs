using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Tests.Engagement;

public sealed class SmallNumbersTests
{
    [Fact]
    public void Hides_a_small_cell_and_one_more_so_that_the_total_does_not_give_it_away()
    {
        var guard = new CellSuppression();
        var cells = new[] { 3L, 9, 40, 25 }.Select(learners => guard.Add(learners, learners)).ToList();
        guard.Partition(guard.Add(77, 77), cells);

        Assert.Equal([true, true, false, false, false], guard.Hide());
    }

    [Fact]
    public void Two_small_cells_whose_sum_leaves_no_doubt_take_a_third_with_them()
    {
        var guard = new CellSuppression();
        var cells = new[] { 1L, 1, 40, 25 }.Select(learners => guard.Add(learners, learners)).ToList();
        guard.Partition(guard.Add(67, 67), cells);

        Assert.Equal([true, true, false, true, false], guard.Hide());
    }

    [Fact]
    public void Shows_everything_where_nothing_is_small()
    {
        var guard = new CellSuppression();
        var cells = new[] { 5L, 0, 40 }.Select(learners => guard.Add(learners, learners)).ToList();
        guard.Partition(guard.Add(45, 45), cells);

        Assert.DoesNotContain(true, guard.Hide());
    }

    [Fact]
    public void The_only_part_of_a_total_hides_the_total()
    {
        var guard = new CellSuppression();
        var part = guard.Add(4, 9);
        guard.Cover(guard.Add(4, 9), [part]);

        Assert.Equal([true, true], guard.Hide());
    }

    [Fact]
    public void Many_small_cells_are_hidden_together_and_the_rest_is_shown()
    {
        var guard = new CellSuppression();
        var cells = Enumerable.Range(0, 4_000).Select(i => guard.Add(i % 4 == 0 ? 50 : (i % 4) + 1, 60)).ToList();
        guard.Cover(guard.Add(900, cells.Count * 60), cells);

        var hidden = guard.Hide();

        Assert.Equal(3_000, hidden.Count(isHidden => isHidden));
    }

    /// <summary>
    /// The attack: 400 tables of colleges by kinds, over two periods, with totals in both directions. An attacker who
    /// knows every shown number and every sum eliminates (Gauss, in exact fractions), and narrows what is left by
    /// what can be at least and most.
    /// </summary>
    [Fact]
    public void Withstands_elimination_and_bounds_over_rows_columns_totals_and_periods()
    {
        var random = new Random(20261123);
        var (hiddenCells, shownCells) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var table = AttackedTable.Random(random);
            var rows = table.Guard.Hide();
            var hidden = Enumerable.Range(0, table.Values.Count).Select(rows.Row).ToList();

            Assert.All(
                Enumerable.Range(0, table.Values.Count),
                cell => Assert.True(hidden[cell] || table.Values[cell] is 0 or >= CellSuppression.Least));
            Assert.Empty(table.Eliminated(hidden));
            Assert.Empty(table.NarrowedBelow(CellSuppression.Least, hidden, table.Values));
            Assert.Equal(0, table.LeftOverBelow(CellSuppression.Least, hidden, table.Values));
            hiddenCells += hidden.Count(isHidden => isHidden);
            shownCells += hidden.Count(isHidden => !isHidden);
        }

        // The attack means something only if there was something to find, and hiding everything would be no answer.
        Assert.True(hiddenCells > 1_000);
        Assert.True(shownCells > hiddenCells);
    }

    /// <summary>
    /// The same attack on the minutes, of which cells have few behind them that have many behind their learners.
    /// </summary>
    [Fact]
    public void Withstands_the_attack_on_an_amount_that_few_of_many_stand_behind()
    {
        var random = new Random(20261124);
        var (alone, shownMinutes, cells) = (0, 0, 0);
        for (var round = 0; round < 400; round++)
        {
            var table = AttackedTable.Random(random);
            var rows = table.Guard.Hide();
            var all = Enumerable.Range(0, table.Values.Count).ToList();
            var hidden = all.ConvertAll(cell => rows.Row(cell) || rows.Amount(cell, 0));

            Assert.All(
                all, cell => Assert.True(hidden[cell] || table.MinutesLearners[cell] is 0 or >= CellSuppression.Least));

            // Nobody spent minutes in some cells that are hidden with their row: that none were spent is about nobody.
            bool IsAboutSomebody(int cell) => table.MinutesLearners[cell] > 0;
            Assert.DoesNotContain(table.Eliminated(hidden), IsAboutSomebody);
            Assert.DoesNotContain(table.NarrowedBelow(CellSuppression.Least, hidden, table.Minutes), IsAboutSomebody);
            Assert.DoesNotContain(
                table.NarrowedBelow(CellSuppression.Least, hidden, table.MinutesLearners), IsAboutSomebody);
            Assert.Equal(0, table.LeftOverBelow(CellSuppression.Least, hidden, table.MinutesLearners));
            alone += all.Count(cell => !rows.Row(cell) && hidden[cell]);
            shownMinutes += hidden.Count(isHidden => !isHidden);
            cells += all.Count;
        }

        // Minutes are hidden alone where the row need not be; and though few stand behind every third cell, much is shown.
        Assert.True(alone > 1_000, $"{alone} alone");
        Assert.True(shownMinutes * 5 > cells * 2, $"{shownMinutes} of {cells} shown");
    }

    /// <summary>
    /// Activities that share learners, some of whom are alone at many of them. Whoever takes the shown from the total
    /// has what the hidden ones come to, and it must be the doing of five at least.
    /// </summary>
    [Fact]
    public void What_is_left_of_a_total_is_never_the_doing_of_few_who_are_in_many_cells()
    {
        var random = new Random(20261125);
        var (together, shown) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var things = Enumerable.Range(0, random.Next(2, 12)).Select(
                _ => Enumerable.Range(0, random.Next(2) == 0 ? random.Next(1, 4) : random.Next(5, 40)).Select(_ => (ulong)random.Next(1, 60)).Distinct().ToArray()).ToList();
            var guard = new CellSuppression();
            var all = new Amount();
            var cells = things.ConvertAll(who => guard.Add(Of(who)));
            things.ForEach(who => all.Add(who.Length * 60, who));
            var total = guard.Add(all);
            guard.Cover(total, cells);

            var hidden = guard.Hide();

            if (hidden[total])
                continue;
            var left = cells.Where(cell => hidden[cell]).SelectMany(cell => things[cell]).Distinct().Count();
            Assert.True(left is 0 or >= CellSuppression.Least, $"{left} learners in round {round}");
            together += left > 0 ? 1 : 0;
            shown += cells.Count(cell => !hidden[cell]);
        }

        Assert.True(together > 100, $"{together} with something left");
        Assert.True(shown > 500, $"{shown} shown");

        static Amount Of(ulong[] who)
        {
            var amount = new Amount();
            amount.Add(who.Length * 60, who);
            return amount;
        }
    }

    /// <summary>
    /// Things that share learners: the total is at most their sum and at least each, and their events add up. The
    /// attacker bounds every hidden number from both sides until nothing moves.
    /// </summary>
    [Fact]
    public void Withstands_bounds_where_learners_are_in_several_cells()
    {
        var random = new Random(20261207);
        var hiddenCells = 0;
        for (var round = 0; round < 400; round++)
        {
            var learners = Enumerable.Range(0, random.Next(1, 9))
                .Select(_ => (long)(random.Next(3) == 0 ? random.Next(0, 6) : random.Next(0, 60)))
                .ToArray();
            var total = learners.Max() + random.NextInt64(0, learners.Sum() - learners.Max() + 1);
            var guard = new CellSuppression();
            var cells = learners.Select(count => guard.Add(count, count * 2)).ToList();
            var all = guard.Add(total, learners.Sum() * 2);
            guard.Cover(all, cells);

            var hidden = guard.Hide();

            var unknown = cells.Where(cell => hidden[cell]).ToList();
            hiddenCells += unknown.Count;
            Assert.All(cells, cell => Assert.True(hidden[cell] || learners[cell] is 0 or >= CellSuppression.Least));
            if (unknown.Count == 0 || hidden[all])
                continue;
            var shown = cells.Where(cell => !hidden[cell]).Sum(cell => learners[cell]);
            var rest = learners.Sum() - shown;

            // Events: nobody is below zero, and what is left is shared. Learners: each at most the total, together at
            // least what is missing.
            Assert.True(unknown.Count > 1 && rest * 2 >= CellSuppression.Least, "the events give a cell away");
            Assert.All(
                unknown,
                _ => Assert.True(total - Math.Max(0, total - shown - ((unknown.Count - 1) * total)) >= CellSuppression.Least));
        }

        Assert.True(hiddenCells > 300);
    }

    [Fact]
    public void The_attack_finds_what_is_hidden_without_a_partner()
    {
        var random = new Random(7);
        var found = 0;
        for (var round = 0; round < 50; round++)
        {
            var table = AttackedTable.Random(random);
            var onlySmall = table.Values.Select(value => value is > 0 and < CellSuppression.Least).ToList();
            found += table.Eliminated(onlySmall).Count;
        }

        Assert.True(found > 10);
    }
}
