using System.Collections;
using System.Reflection;
using System.Text;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class WorkerMessagesTests
{
    [Fact]
    public void Snapshot_ComesBackWhole()
    {
        var sent = new WorkerAnswer { Snapshot = WholeSnapshot.Make(), Failure = new WorkerFailure("no", FailureKind.TraceRefused) };

        var read = WorkerMessages.ReadAnswer(Sent(sent))!;

        Assert.Equal(Json(sent.Snapshot), Json(read.Snapshot!));
        Assert.Equal(sent.Failure, read.Failure);
        Assert.Equal(sent.Snapshot.Threads.Length, read.Snapshot!.Threads.Length);
    }

    /// <summary>A property that has its default everywhere could be forgotten on the way without a difference.</summary>
    [Fact]
    public void EveryProperty_IsTriedWithAValueOfItsOwn()
    {
        var tried = new HashSet<PropertyInfo>();
        var all = new HashSet<PropertyInfo>();
        Collect(WholeSnapshot.Make(), all, tried);
        Collect(new WorkerFailure("no", FailureKind.TraceRefused), all, tried);

        // True in a record that says nothing of it.
        Assert.True(new CaptureInfo { Source = CaptureSource.Freeze, At = default }.HeapIsComplete && !WholeSnapshot.Make().Capture.HeapIsComplete);
        Assert.NotEmpty(all);
        Assert.Equal("HeapIsComplete", string.Join(' ', all.Except(tried).Select(property => property.Name)));
    }

    [Fact]
    public void Request_ComesBack()
    {
        var request = new WorkerRequest { Target = new TargetInfo { ProcessId = 7, Name = "ü", RuntimeVersion = "10.0" }, Mode = LookMode.Passive, DumpPath = "/tmp/x", IsOfFile = true, BySystem = true, MaxPause = TimeSpan.FromMilliseconds(5), Deep = true };
        using var stream = new MemoryStream();
        WorkerMessages.Write(stream, request);
        stream.Position = 0;

        Assert.Equal(request, WorkerMessages.ReadRequest(stream));
    }

    [Fact]
    public void ColumnsOfManyTasks_GoAheadOfTheRest()
    {
        var tasks = ManyTasks();
        var whole = tasks with { Named = [new NamedPromise(7, "Line._answer")] };
        using var stream = new MemoryStream();
        var writer = AnswerWriter.To(stream);
        writer.SendAhead(tasks);
        writer.Write(new WorkerAnswer { Snapshot = WholeSnapshot.Make() with { Tasks = whole } });
        stream.Position = 0;

        TaskTable? ahead = null;
        var read = WorkerMessages.ReadAnswer(stream, columns => ahead = columns)!.Snapshot!.Tasks;

        Assert.Equal(tasks.AwaitsOf, ahead!.AwaitsOf);
        Assert.True(read.HasColumnsOf(ahead));
        Assert.Equal("Line._answer", read.FieldOf(7));
        Assert.All([0, 1, stream.Length / 2, stream.Length - 1], length => Assert.Null(WorkerMessages.ReadAnswer(new MemoryStream(stream.ToArray()[..(int)length]))));
    }

    /// <summary>The process was copied again: what went ahead was of the first copy.</summary>
    [Fact]
    public void OtherColumns_AreSentWithTheRest()
    {
        var other = ManyTasks();
        using var stream = new MemoryStream();
        var writer = AnswerWriter.To(stream);
        writer.SendAhead(ManyTasks());
        writer.SendAhead(other);
        writer.Write(new WorkerAnswer { Snapshot = WholeSnapshot.Make() with { Tasks = other with { StateOf = [.. other.StateOf.Select(state => state + 1)] } } });
        stream.Position = 0;

        var read = WorkerMessages.ReadAnswer(stream)!.Snapshot!.Tasks;

        Assert.Equal(other.AwaitsOf, read.AwaitsOf);
        Assert.All(read.StateOf, state => Assert.Equal(1, state));
    }

    [Fact]
    public void FewTasks_AreSentWithTheRest()
    {
        using var stream = new MemoryStream();
        var writer = AnswerWriter.To(stream);
        var snapshot = WholeSnapshot.Make();
        writer.SendAhead(snapshot.Tasks);
        writer.Write(new WorkerAnswer { Snapshot = snapshot });
        stream.Position = 0;

        Assert.Equal(Json(snapshot), Json(WorkerMessages.ReadAnswer(stream, _ => Assert.Fail("Nothing went ahead."))!.Snapshot!));
    }

    [Fact]
    public void MessageThatEndsEarly_IsNoMessage()
    {
        var whole = Sent(new WorkerAnswer { Snapshot = WholeSnapshot.Make() }).ToArray();

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(WorkerMessages.ReadAnswer(new MemoryStream(whole[..length]))));
        Assert.NotNull(WorkerMessages.ReadAnswer(new MemoryStream(whole)));
    }

    /// <summary>Sizes, counts and texts that lie end as no message, in bounded memory.</summary>
    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x7F)]
    [InlineData(0x80)]
    public void BytesThatLie_NeverTakeTheToolDown(byte lie)
    {
        var whole = Sent(new WorkerAnswer { Snapshot = WholeSnapshot.Make() }).ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] = lie;

            _ = WorkerMessages.ReadAnswer(new MemoryStream(damaged)); // null, or an answer with other values
        }
    }

    private static TaskTable ManyTasks() => new()
    {
        Addresses = [.. Enumerable.Range(1, TaskChains.Many).Select(row => (ulong)row * 64)],
        ShapeOf = [.. new int[TaskChains.Many]],
        StateOf = [.. new int[TaskChains.Many]],
        AwaitsOf = [.. Enumerable.Range(-1, TaskChains.Many)],
        StatusOf = [.. new TaskStatusFlags[TaskChains.Many]],
        Shapes = [new TaskShape("Line.AskAsync", TaskKind.AsyncMethod)],
    };

    private static MemoryStream Sent(WorkerAnswer answer)
    {
        var stream = new MemoryStream();
        WorkerMessages.Write(stream, answer);
        stream.Position = 0;
        return stream;
    }

    private static string Json(ProcessSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, ReportDocument.Of(snapshot));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Collect(object? value, HashSet<PropertyInfo> all, HashSet<PropertyInfo> tried)
    {
        if (value is null or string or ValueType and not IEnumerable)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Collect(item, all, tried);
            }

            return;
        }

        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite && !property.GetMethod!.IsStatic))
        {
            var given = property.GetValue(value);
            all.Add(property);
            if (given is not null && !IsDefault(given))
            {
                tried.Add(property);
            }

            Collect(given, all, tried);
        }
    }

    private static bool IsDefault(object value) =>
        value is string text ? text.Length == 0
        : value is IEnumerable items ? !items.Cast<object?>().Any()
        : value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()));
}
