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
    public void WhatTheKernelShows_IsNotCalledClean() =>
        Assert.Contains(
            "Whether anything is stuck cannot be told from what the kernel shows",
            Html(Snapshots.Of().Thread("A").Capture(capture => capture with { Detail = CaptureDetail.Native }).Report()),
            StringComparison.Ordinal);

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
    public async Task Mouse_ZoomsAndChooses()
    {
        await using var browser = await Browser.OpenAsync(Html(Situations.LockOrder.Report()), Cancellation);
        const string Lock = "(() => { const box = document.getElementById('canvas').getBoundingClientRect(), at = graph.nodes('[kind = \"Waitable\"]')[0].renderedPosition(); return { x: box.x + at.x, y: box.y + at.y }; })()";

        await browser.ClickAsync(Lock, Cancellation);
        Assert.Contains("held by", await browser.AskAsync("document.getElementById('details').textContent", Cancellation), StringComparison.Ordinal);
        Assert.Equal("1", await browser.AskAsync("graph.nodes(':selected').length", Cancellation));

        await browser.AskAsync("window.before = graph.zoom(); 0", Cancellation);
        await browser.WheelAsync(Lock, Cancellation);
        Assert.Equal("true", await browser.AskAsync("new Promise(done => { const look = left => graph.zoom() > before || !left ? done(graph.zoom() > before) : setTimeout(look, 50, left - 1); look(100); })", Cancellation), ignoreCase: true);

        await browser.ClickAsync("(() => { const box = document.getElementById('fit').getBoundingClientRect(); return { x: box.x + 5, y: box.y + 5 }; })()", Cancellation);
        Assert.Equal("true", await browser.AskAsync("Math.abs(graph.zoom() - before) < 0.01", Cancellation), ignoreCase: true);
    }

    [Theory]
    [InlineData(1400, 1000)]
    [InlineData(420, 900)]
    public async Task Picture_HasNoNodeOverAnotherAndNoEdgeBackUnderOne(int width, int height)
    {
        await using var browser = await Browser.OpenAsync(Html(Situations.LockOrder.Report()), Cancellation);
        await browser.ResizeAsync(width, height, Cancellation);
        await browser.AskAsync("layOut(graph); 0", Cancellation);

        Assert.Equal("0", await browser.AskAsync(
            "graph.nodes().filter(a => graph.nodes().some(b => { const p = a.boundingBox(), q = b.boundingBox(); return a !== b && p.x1 < q.x2 && q.x1 < p.x2 && p.y1 < q.y2 && q.y1 < p.y2; })).length", Cancellation));
        Assert.Equal("1", await browser.AskAsync("graph.edges('.back').length", Cancellation));
        Assert.Equal("0", await browser.AskAsync("graph.edges().filter(edge => ![edge.midpoint(), edge.sourceEndpoint(), edge.targetEndpoint()].every(at => Number.isFinite(at.x) && Number.isFinite(at.y))).length", Cancellation));
        Assert.Equal("0", await browser.AskAsync(
            "graph.edges('.back').filter(edge => { const m = edge.midpoint(); return graph.nodes().some(node => { const b = node.boundingBox(); return m.x > b.x1 && m.x < b.x2 && m.y > b.y1 && m.y < b.y2; }); }).length", Cancellation));
        Assert.Equal("true", await browser.AskAsync("document.documentElement.scrollWidth <= innerWidth", Cancellation), ignoreCase: true);
    }

    /// <summary>Contrast by WCAG 2: 4.5 for text, in both themes.</summary>
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_CanBeReadInBothThemes(string scheme)
    {
        await using var browser = await Browser.OpenAsync(Html(Situations.Starvation.Report()), Cancellation);
        await browser.PreferAsync(scheme, Cancellation);
        Assert.Equal(scheme, await browser.AskAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.dataset.theme))))", Cancellation));

        const string Contrast = """
            (() => {
              const style = getComputedStyle(document.documentElement), box = document.createElement('canvas').getContext('2d');
              const light = name => { box.fillStyle = style.getPropertyValue(name).trim(); const n = parseInt(box.fillStyle.slice(1), 16);
                const [r, g, b] = [n >> 16, (n >> 8) & 255, n & 255].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const pairs = ['--text', '--faint', '--bad', '--good', '--doubt', '--link'].flatMap(text => ['--back', '--panel'].map(back => [text, back])).concat(['--thread', '--lock', '--task', '--mark'].map(back => ['--text', back]));
              return pairs.filter(([a, b]) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05) < 4.5; }).join(' ');
            })()
            """;
        Assert.Equal("", await browser.AskAsync(Contrast, Cancellation));
    }

    [Fact]
    public async Task LongEvidence_IsFoldedAsInTheText()
    {
        var report = Situations.LockOrder.Report();
        var finding = report.Findings[0];
        var html = Html(report with { Verdicts = [new Verdict.Found(finding.RuleId, [finding with { Evidence = [.. Enumerable.Range(0, 40).Select(i => finding.Evidence[0] with { Text = $"part {i}" })] }])] });

        await using var browser = await Browser.OpenAsync(html, Cancellation);
        Assert.InRange(int.Parse(await browser.AskAsync("document.querySelectorAll('#findings .evidence').length", Cancellation), null), 3, 14);
        await browser.AskAsync("document.querySelector('.more').click()", Cancellation);
        Assert.Equal("41", await browser.AskAsync("document.querySelectorAll('#findings .evidence').length", Cancellation));
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

    internal static string Html(Report report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, report, WaitPictures.Of(report.Snapshot));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
