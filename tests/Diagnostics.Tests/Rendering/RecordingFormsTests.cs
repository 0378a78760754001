using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Rendering.Html;
using Unravel.Diagnostics.Rendering.Stacks;

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
