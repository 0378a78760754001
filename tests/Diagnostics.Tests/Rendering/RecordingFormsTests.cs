using System.Text.Json;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rendering.Html;
using Unravel.Diagnostics.Rendering.Stacks;
using Unravel.Diagnostics.Tests.Rendering.Html;
using Unravel.Diagnostics.Tests.Schemas;

namespace Unravel.Diagnostics.Tests.Rendering;

public sealed class RecordingFormsTests
{
    private static readonly Recorded s_recorded = new(new TargetInfo { ProcessId = 7, Name = "Shop<script>" }, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(10), 2)
    {
        Sites =
        [
            new WaitSite(WaitKind.Monitor, new Frame("Shop.Pay") { Line = new SourceLine("/src/Shop.cs", 9) }, 3, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(4), 2)
            {
                Stack = [new Frame("Monitor.Enter") { IsFramework = true }, new Frame("Shop.Pay</td>") { Line = new SourceLine("/src/Shop.cs", 9) }],
            },
        ],
        Budget = TimeBudget.Empty.Add(TimeState.Running, TimeSpan.FromSeconds(2)).Add(TimeState.Lock, TimeSpan.FromSeconds(6)),
    };

    [Fact]
    public void Json_HoldsWhatLimitsAndWhere()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(RecordedDocument.Of(s_recorded), RecordedJson.Default.RecordedDocument));

        Assert.StartsWith("lock-bound", json.RootElement.GetProperty("approach").GetString(), StringComparison.Ordinal);
        var site = Assert.Single(json.RootElement.GetProperty("recording").GetProperty("sites").EnumerateArray());
        Assert.Equal(("Shop.Pay", 9), (site.GetProperty("at").GetProperty("method").GetString(), site.GetProperty("at").GetProperty("line").GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task Json_IsValidByTheSchema()
    {
        var json = JsonSerializer.Serialize(RecordedDocument.Of(s_recorded), RecordedJson.Default.RecordedDocument);

        Assert.Empty(await Schema.ErrorsAsync("recording-1.json", json));
        Assert.NotEmpty(await Schema.ErrorsAsync("recording-1.json", json.Replace("\"Monitor\"", "\"Tea\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_IsWhatAPersonReads()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TextRecording.Write(Consoles.ForFile(writer), s_recorded with { Looks = 3, Paused = TimeSpan.FromMilliseconds(21) }, new TextOptions());

        Assert.Equal(
            """
            Shop<script> (process 7), 10.00 s: lock-bound: 75 % of its active time went into waiting for locks; hold them for shorter, or share less.

            Time of its threads  8.00 s in all, of which 8.00 s had something to do
              running                 2.00 s  ##########
              waiting for locks       6.00 s  ##############################

            Where they waited  longest first, all threads together
              6.00 s  lock         Shop.Pay  Shop.cs:9  3 waits of 2 threads, 2000 ms each, at most 4000 ms

            3 looks stopped the process for 21 ms in all; the rest is from events of its runtime and counts of the kernel.

            """.ReplaceLineEndings("\n"),
            string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public void Page_HasTheWordsOfTheText()
    {
        using var writer = new StringWriter();
        RecordingPage.Write(writer, s_recorded);

        Assert.Contains("waiting for locks", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("3 waits of 2 threads", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("InputOutput", writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("light", 1200)]
    [InlineData("dark", 420)]
    public async Task Page_FitsTheWindowWithoutACall(string scheme, int width)
    {
        using var writer = new StringWriter();
        RecordingPage.Write(writer, s_recorded);

        await using var browser = await Browser.OpenAsync(writer.ToString(), TestContext.Current.CancellationToken);
        await browser.PreferAsync(scheme, TestContext.Current.CancellationToken);
        await browser.ResizeAsync(width, 900, TestContext.Current.CancellationToken);
        await browser.AskAsync("document.querySelector('summary').click()", TestContext.Current.CancellationToken);

        Assert.Contains("Monitor.Enter", await browser.AskAsync("document.querySelector('details[open]').innerText", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("true", await browser.AskAsync("document.documentElement.scrollWidth <= innerWidth", TestContext.Current.CancellationToken), ignoreCase: true);
        Assert.Equal("", string.Join('\n', browser.Complaints));
        Assert.Empty(browser.Requests);
    }

    [Fact]
    public void Speedscope_WeighsStacksWithTheirTime()
    {
        using var bytes = new MemoryStream();
        SpeedscopeProfile.Write(bytes, s_recorded);
        using var json = JsonDocument.Parse(bytes.ToArray());

        var profile = Assert.Single(json.RootElement.GetProperty("profiles").EnumerateArray());
        Assert.Equal(("milliseconds", 6000), (profile.GetProperty("unit").GetString(), profile.GetProperty("weights")[0].GetInt32()));
        Assert.Equal(["Shop.Pay</td>", "Monitor.Enter"], json.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("name").GetString()));
    }

    [Fact]
    public void Page_EncodesTheTextOfTheTarget()
    {
        using var writer = new StringWriter();
        RecordingPage.Write(writer, s_recorded);

        Assert.Contains("Shop&lt;script&gt;", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("Shop.Pay&lt;/td&gt;", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", writer.ToString().Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
