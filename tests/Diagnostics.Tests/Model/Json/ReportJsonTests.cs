using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;
using Unravel.Diagnostics.Rules;
using Unravel.Diagnostics.Tests.Rendering;
using Unravel.Diagnostics.Tests.Schemas;

namespace Unravel.Diagnostics.Tests.Model.Json;

public sealed class ReportJsonTests
{
    private const string Smallest =
        """
        {"schemaVersion":"1.0","tool":"x","snapshot":{"target":{"processId":1,"name":"a"},"capture":{"source":"Freeze","at":"2026-01-02T03:04:05Z"},
        "threads":[{"id":1,"osId":2,"kind":"Main","activity":"Waiting","wait":{"kind":"Monitor","frame":0,"waitable":0},"frames":[{"method":"Bank.Transfer"}]}],
        "waitables":[{"kind":"Monitor","address":28672,"typeName":"object"}],
        "children":[{"id":5,"parent":1}],
        "tasks":{"addresses":[1],"shapeOf":[0],"stateOf":[0],"awaitsOf":[-1],"statusOf":[0],"shapes":[{"name":"Bank.LoadAsync","kind":"AsyncMethod"}]}}}
        """;

    [Fact]
    public async Task WrittenAndRead_IsTheSame()
    {
        var written = Text(ReportDocument.Of(RichSnapshot.Make()));

        Assert.Equal(written, Text(await ReadAsync(written)));
    }

    [Fact]
    public void GoldenFile_IsWhatIsWritten() =>
        Assert.Equal(Indented(Schema.Text("snapshot-1.0.json")), Indented(Text(ReportDocument.Of(RichSnapshot.Make()) with { Tool = "dotnet-unravel 0.1.0" })));

    [Fact]
    public async Task GoldenFile_IsRead() =>
        Assert.Equal(Text(ReportDocument.Of(RichSnapshot.Make())), Text((await ReadAsync(Schema.Text("snapshot-1.0.json"))) with { Tool = ReportDocument.Writer }));

    [Fact]
    public async Task MissingFields_HaveTheirDefaults()
    {
        var snapshot = (await ReadAsync(Smallest)).Snapshot;

        Assert.Equal(1, snapshot.Capture.Attempts);
        Assert.True(snapshot.Capture.HeapIsComplete);
        Assert.Empty(snapshot.Threads[0].Holds);
        Assert.Empty(snapshot.Waitables[0].Holders);
        Assert.Empty(snapshot.Children[0].StandardPipes);
        Assert.Empty(snapshot.Tasks.Further);
        Assert.Empty(snapshot.Tasks.Shapes[0].AwaitLines);
        Assert.Empty(snapshot.Lost.Waits);
        Assert.Empty(RuntimeRules.Check(snapshot).Findings);
    }

    [Fact]
    public async Task NoArray_IsEverLeftWithoutItsDefault()
    {
        var document = await ReadAsync(Smallest);

        foreach (var (record, property) in Records(document).SelectMany(record => record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (record, property))))
        {
            if (property.GetIndexParameters().Length == 0 && property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                Assert.False((bool)property.PropertyType.GetProperty("IsDefault")!.GetValue(property.GetValue(record))!, $"{record.GetType().Name}.{property.Name}");
            }
        }
    }

    [Theory]
    [InlineData("\"processId\":1,")]
    [InlineData("\"osId\":2,")]
    [InlineData("\"method\":\"Bank.Transfer\"")]
    [InlineData("\"name\":\"Bank.LoadAsync\",")]
    public async Task RequiredFieldThatIsMissing_IsRefused(string field) =>
        await Assert.ThrowsAsync<JsonException>(() => ReadAsync(Smallest.Replace(field, "", StringComparison.Ordinal)));

    [Fact]
    public async Task NullForText_IsRefused() =>
        await Assert.ThrowsAsync<JsonException>(() => ReadAsync(Smallest.Replace("\"Bank.Transfer\"", "null", StringComparison.Ordinal)));

    [Fact]
    public async Task UnknownField_IsPassedOver() =>
        Assert.Equal(1, (await ReadAsync(Smallest.Replace("\"osId\"", "\"mood\":{\"a\":[1]},\"osId\"", StringComparison.Ordinal))).Snapshot.Target.ProcessId);

    [Fact]
    public async Task EverySituation_IsValidByTheSchema()
    {
        foreach (var report in new[] { Situations.LockOrder.Report(), Situations.Starvation.Report(), Situations.Worst.Report(), RuntimeRules.Check(RichSnapshot.Make()) })
        {
            Assert.Empty(await Schema.ErrorsAsync("report-1.json", Text(ReportDocument.Of(report))));
            Assert.Empty(await Schema.ErrorsAsync("report-1.json", Text(ReportDocument.Of(report.Snapshot))));
        }
    }

    [Fact]
    public async Task WrongField_IsNotValidByTheSchema() =>
        Assert.NotEmpty(await Schema.ErrorsAsync("report-1.json", Smallest.Replace("\"kind\":\"Main\"", "\"kind\":\"Queen\"", StringComparison.Ordinal)));

    [Fact]
    public async Task MillionTasks_FitAndComeBack()
    {
        const int count = 1_000_000;
        var snapshot = RichSnapshot.Make();
        var rows = Enumerable.Range(0, count).ToArray();
        snapshot = snapshot with
        {
            Tasks = new TaskTable
            {
                Addresses = [.. rows.Select(row => 0x7f00_0000_0000UL + ((ulong)row * 120))],
                ShapeOf = [.. rows.Select(_ => 0)],
                StateOf = [.. rows.Select(row => row % 3)],
                AwaitsOf = [.. rows.Select(row => row % 5 == 4 ? -1 : row + 1)],
                StatusOf = [.. rows.Select(_ => TaskStatusFlags.Pending)],
                Shapes = [new TaskShape("Chain.Step", TaskKind.AsyncMethod)],
            },
            Lost = LostWaits.None,
            Threads = [],
        };
        using var stream = new MemoryStream();
        ReportJson.Write(stream, ReportDocument.Of(snapshot));

        Assert.InRange(stream.Length, count * 20L, count * 40L);
        stream.Position = 0;
        var read = await ReportJson.ReadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(snapshot.Tasks.Addresses, read!.Snapshot.Tasks.Addresses);
        Assert.Equal(snapshot.Tasks.AwaitsOf, read.Snapshot.Tasks.AwaitsOf);
    }

    private static IEnumerable<object> Records(object root)
    {
        yield return root;
        foreach (var property in root.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(root);
            var items = value is System.Collections.IEnumerable many and not string && property.PropertyType.GetProperty("IsDefault")?.GetValue(value) is false
                ? many.Cast<object?>()
                : [value];
            foreach (var item in items.Where(item => item?.GetType().Namespace?.StartsWith("Unravel.Diagnostics.Model", StringComparison.Ordinal) == true && !item.GetType().IsEnum && item is not TaskInfo))
            {
                foreach (var inner in Records(item!))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Text(ReportDocument document)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, document);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Indented(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(parsed, JsonSerializerOptions.Web);
    }

    private static async Task<ReportDocument> ReadAsync(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return (await ReportJson.ReadAsync(stream, TestContext.Current.CancellationToken))!;
    }
}
