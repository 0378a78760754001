using System.Globalization;

namespace Unravel.Diagnostics.Tests.Rendering.Html;

/// <summary>The page stays fluid with 5,000 tasks: what each answer touches does not grow with them, counted and as a ratio within one run.</summary>
public sealed class ManyTasksTests
{
    private const int Few = 50;
    private const int Many = 5000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FiveThousandTasks_StayFew_InTheDocument()
    {
        var snapshots = Snapshots.Of().Pool(12);
        for (var i = 0; i < Many; i++)
        {
            snapshots.Task($"Shop.Load{i % 50}Async#{i}", line: i % 50);
        }

        await using var browser = await Browser.OpenAsync(HtmlReportTests.Html(snapshots.Report()), Cancellation);
        await browser.AskAsync("document.getElementById('tab-tasks').click()", Cancellation);

        Assert.InRange(int.Parse(await browser.AskAsync("document.querySelectorAll('#tasks tr.row').length", Cancellation), null), 10, 120);
        await browser.AskAsync("document.querySelector('#tasks .rows').scrollTop = 1e9; new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", Cancellation);
        Assert.Equal("4999", await browser.AskAsync("[...document.querySelectorAll('#tasks tr.row')].at(-1).firstChild.textContent", Cancellation));

        await browser.AskAsync("{ const box = document.querySelector('#tasks input'); box.value = 'Load7Async'; box.dispatchEvent(new Event('input')); }", Cancellation);
        Assert.Equal("100 of 5000 rows", await browser.AskAsync("document.querySelector('#tasks .bar span').textContent", Cancellation));

        await browser.AskAsync("document.querySelector('#tasks th').click()", Cancellation);
        Assert.Equal("4957", await browser.AskAsync("document.querySelector('#tasks tr.row').firstChild.textContent", Cancellation));
    }

    /// <summary>Every task of its own kind and in a chain of its own: the worst for the picture.</summary>
    [Fact]
    public async Task FiveThousandKindsOfTasks_AreDrawnAsQuicklyAsThePictureIsLarge()
    {
        var (nodes, few) = await DrawAsync(Few);
        var (capped, many) = await DrawAsync(Many);

        Assert.Equal(Few, nodes);
        Assert.InRange(capped, 200, 250);

        // Five times the nodes; with all tasks in it, it would be a hundred times.
        Assert.True(many / few < 25, $"A picture of {Many} tasks takes {many:0.0} ms, one of {Few} {few:0.0} ms.");
    }

    /// <returns>How many nodes there are, and the median of drawing them all.</returns>
    private static async Task<(int Nodes, double Milliseconds)> DrawAsync(int tasks)
    {
        var snapshots = Snapshots.Of();
        for (var i = 0; i < tasks / 2; i++)
        {
            snapshots.Task($"Shop.Load{i}Async", awaits: $"Shop.Ask{i}Async", line: i).Task($"Shop.Ask{i}Async", line: i);
        }

        await using var browser = await Browser.OpenAsync(HtmlReportTests.Html(snapshots.Report()), Cancellation);
        const string Median = "(() => { const times = []; for (let i = 0; i < 9; i++) { const start = performance.now(); graph.png({ scale: 1 }); times.push(performance.now() - start); } return times.sort((a, b) => a - b)[4]; })()";
        return (int.Parse(await browser.AskAsync("graph.nodes().length", Cancellation), CultureInfo.InvariantCulture), double.Parse(await browser.AskAsync(Median, Cancellation), CultureInfo.InvariantCulture));
    }
}
