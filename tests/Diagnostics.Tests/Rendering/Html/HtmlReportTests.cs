using System.Text;
using Unravel.Diagnostics.Graph;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering.Html;

namespace Unravel.Diagnostics.Tests.Rendering.Html;

/// <summary>The page in a real browser: it is drawn, it answers clicks, nothing of the target becomes markup, nothing is asked of the network.</summary>
public sealed class HtmlReportTests
{
    private const string Evil = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">'\"&<!--";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deadlock_IsDrawnAndAnswersClicks()
    {
        await using var browser = await Browser.OpenAsync(Html(Situations.LockOrder.Report()), Cancellation);

        Assert.Equal("1 fault found", await browser.AskAsync("document.getElementById('verdict').textContent", Cancellation));
        Assert.Equal("4", await browser.AskAsync("graph.nodes().filter(n => n.data('isInCycle')).length", Cancellation));
        Assert.Equal("4", await browser.AskAsync("graph.edges().filter(e => e.data('isInCycle')).length", Cancellation));
        Assert.Equal("true", await browser.AskAsync("graph.nodes().every(n => n.position('x') >= 0) && document.querySelectorAll('#canvas canvas').length > 0", Cancellation), ignoreCase: true);

        await browser.AskAsync("void graph.nodes().filter(n => n.data('name').includes('transfer'))[0].emit('tap')", Cancellation);
        Assert.Contains("Bank.Transfer  Bank.cs:42", await browser.AskAsync("document.getElementById('details').textContent", Cancellation), StringComparison.Ordinal);

        foreach (var tab in new[] { "stacks", "threads", "tasks", "locks", "pool", "graph" })
        {
            await browser.AskAsync($"document.getElementById('tab-{tab}').click()", Cancellation);
            Assert.Equal(tab, await browser.AskAsync("document.querySelector('.tab.open').id", Cancellation));
        }

        await browser.AskAsync("document.querySelector('#threads tr.row:nth-child(2)').click()", Cancellation);
        Assert.Contains("Bank.Transfer", await browser.AskAsync("document.querySelector('#threads aside').textContent", Cancellation), StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', browser.Complaints));
        Assert.Empty(browser.Requests);
    }

    [Fact]
    public async Task TextOfTheTarget_NeverBecomesMarkup()
    {
        var report = Snapshots.Of()
            .Thread(Evil, holds: $"Bank.{Evil}", wants: $"Shop.{Evil}", at: $"{Evil}.Run:1")
            .Thread("b", holds: $"Shop.{Evil}", wants: $"Bank.{Evil}", at: $"B{Evil}.Run:2")
            .Task($"{Evil}.LoadAsync", line: 3)
            .Report();
        var html = Html(report with { Snapshot = report.Snapshot with { Target = report.Snapshot.Target with { Name = Evil } } });
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);

        await using var browser = await Browser.OpenAsync(html, Cancellation);
        await browser.AskAsync("for (const [id] of tabs) { document.getElementById('tab-' + id).click(); } void graph.nodes().forEach(n => n.emit('tap'))", Cancellation);

        Assert.DoesNotContain("taken", (await browser.AskAsync("document.title.startsWith('taken') ? 'taken' : ''", Cancellation)), StringComparison.Ordinal);
        Assert.Equal("0", await browser.AskAsync("document.querySelectorAll('img').length", Cancellation));
        Assert.StartsWith(Evil, await browser.AskAsync("document.getElementById('title').textContent", Cancellation), StringComparison.Ordinal);
        Assert.Equal("", string.Join('\n', browser.Complaints));
        Assert.Empty(browser.Requests);
    }

    [Fact]
    public async Task FiveThousandTasks_StayFew_InTheDocument()
    {
        var snapshots = Snapshots.Of().Pool(12);
        for (var i = 0; i < 5000; i++)
        {
            snapshots.Task($"Shop.Load{i % 50}Async#{i}", line: i % 50);
        }

        await using var browser = await Browser.OpenAsync(Html(snapshots.Report()), Cancellation);
        await browser.AskAsync("document.getElementById('tab-tasks').click()", Cancellation);

        Assert.InRange(int.Parse(await browser.AskAsync("document.querySelectorAll('#tasks tr.row').length", Cancellation), null), 10, 120);
        await browser.AskAsync("document.querySelector('#tasks .rows').scrollTop = 1e9; new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", Cancellation);
        Assert.Equal("4999", await browser.AskAsync("[...document.querySelectorAll('#tasks tr.row')].at(-1).firstChild.textContent", Cancellation));

        await browser.AskAsync("{ const box = document.querySelector('#tasks input'); box.value = 'Load7Async'; box.dispatchEvent(new Event('input')); }", Cancellation);
        Assert.Equal("100 of 5000 rows", await browser.AskAsync("document.querySelector('#tasks .bar span').textContent", Cancellation));

        await browser.AskAsync("document.querySelector('#tasks th').click()", Cancellation);
        Assert.Equal("4957", await browser.AskAsync("document.querySelector('#tasks tr.row').firstChild.textContent", Cancellation));
    }

    [Fact]
    public async Task Icicle_GoesInAndOut()
    {
        await using var browser = await Browser.OpenAsync(Html(Situations.Starvation.Report()), Cancellation);
        await browser.AskAsync("document.getElementById('tab-stacks').click()", Cancellation);
        var all = await browser.AskAsync("document.querySelectorAll('.cell').length", Cancellation);

        await browser.AskAsync("[...document.querySelectorAll('.cell')].find(c => c.title.startsWith('Orders.LoadAsync')).click()", Cancellation);
        Assert.NotEqual(all, await browser.AskAsync("document.querySelectorAll('.cell').length", Cancellation));
        await browser.AskAsync("document.getElementById('reset').click()", Cancellation);
        Assert.Equal(all, await browser.AskAsync("document.querySelectorAll('.cell').length", Cancellation));
    }

    [Fact]
    public void Page_NamesNoAddressToLoadFrom()
    {
        var html = Html(Situations.Worst.Report());

        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", html[..html.IndexOf("<script", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("sourceMappingURL=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
    }

    private static string Html(Report report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, report, WaitPictures.Of(report.Snapshot));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
