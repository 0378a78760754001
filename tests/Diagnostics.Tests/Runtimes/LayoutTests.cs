using System.Reflection;
using System.Runtime.CompilerServices;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Tests.Symbols;

namespace Unravel.Diagnostics.Tests.Runtimes;

public sealed class LayoutTests
{
    private const string Queue = "System.Collections.Concurrent.ConcurrentQueue`1";
    private const string Segment = "System.Collections.Concurrent.ConcurrentQueueSegment`1";
    private const string LocalQueue = "System.Threading.ThreadPoolWorkQueue+WorkStealingQueue";

    public static TheoryData<string, string, string> Fields => new()
    {
        { TaskLayout.TaskType, TaskLayout.StateFlagsField, "Int32" },
        { TaskLayout.TaskType, TaskLayout.ContinuationField, "Object" },
        { TaskLayout.TaskType, TaskLayout.ActionField, "Delegate" },
        { "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1+AsyncStateMachineBox`1", TaskLayout.StateMachineField, "TStateMachine" },
        { "System.Runtime.CompilerServices.TaskAwaiter", "m_task", "Task" },
        { "System.Runtime.CompilerServices.TaskAwaiter`1", "m_task", "Task`1" },
        { "System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter", "m_task", "Task" },
        { "System.Threading.Tasks.ValueTask", "_obj", "Object" },
        { "System.Threading.Tasks.ValueTask`1", "_obj", "Object" },
        { "System.Runtime.CompilerServices.ValueTaskAwaiter", "_value", "ValueTask" },
        { "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable+ConfiguredValueTaskAwaiter", "_value", "ValueTask" },
        { LockLayout.LockType, LockLayout.OwnerField, "UInt32" },
        { ThreadLayout.ThreadType, ThreadLayout.NameField, "String" },
        { ThreadLayout.ThreadType, ThreadLayout.ManagedIdField, "Int32" },
        { PoolLayout.PoolType, PoolLayout.QueueField, "ThreadPoolWorkQueue" },
        { PoolLayout.QueueType, PoolLayout.GlobalItemsField, "ConcurrentQueue`1" },
        { PoolLayout.QueueType, PoolLayout.HighPriorityItemsField, "ConcurrentQueue`1" },
        { PoolLayout.QueueType, PoolLayout.AssignableQueuesField, "ConcurrentQueue`1[]" },
        { PoolLayout.QueueType, PoolLayout.LowPriorityItemsField, "ConcurrentQueue`1" },
        { PoolLayout.LocalQueueListType, PoolLayout.LocalQueuesFields[0], "WorkStealingQueue[]" },
        { LocalQueue, PoolLayout.LocalHeadField, "Int32" },
        { LocalQueue, PoolLayout.LocalTailField, "Int32" },
        { LocalQueue, PoolLayout.LocalArrayField, "Object[]" },
        { LocalQueue, PoolLayout.LocalMaskField, "Int32" },
        { "System.Threading.QueueUserWorkItemCallback", PoolLayout.CallbackField, "WaitCallback" },
        { "System.Threading.QueueUserWorkItemCallbackDefaultContext", PoolLayout.CallbackField, "WaitCallback" },
        { "System.Threading.QueueUserWorkItemCallback`1", PoolLayout.CallbackField, "Action`1" },
        { "System.Threading.QueueUserWorkItemCallbackDefaultContext`1", PoolLayout.CallbackField, "Action`1" },
        { "System.Threading.QueueUserWorkItemCallback", PoolLayout.CallbackStateField, "Object" },
        { PoolLayout.WorkersType, PoolLayout.WorkersInstanceField, "PortableThreadPool" },
        { PoolLayout.WorkersType, PoolLayout.CountsField, "CacheLineSeparated" },
        { PoolLayout.WorkersType + "+CacheLineSeparated", PoolLayout.LastDequeueField, "Int32" },
        { Segment + "+Slot", PoolLayout.SlotItemField, "T" },
        { Queue, PoolLayout.SegmentHeadField, "ConcurrentQueueSegment`1" },
        { Segment, PoolLayout.SegmentNextField, "ConcurrentQueueSegment`1" },
        { Segment, PoolLayout.SegmentHeadAndTailField, "PaddedHeadAndTail" },
        { Segment, PoolLayout.SegmentSlotsField, "Slot[]" },
        { Segment, PoolLayout.SegmentFrozenField, "Boolean" },
        { "System.Collections.Concurrent.PaddedHeadAndTail", PoolLayout.PairHeadField, "Int32" },
        { "System.Collections.Concurrent.PaddedHeadAndTail", PoolLayout.PairTailField, "Int32" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void NamedField_ExistsWithItsType(string type, string field, string fieldType)
    {
        var found = CoreLibrary.Field(CoreLibrary.Type(type), field);

        Assert.NotNull(found);
        Assert.Equal(fieldType, found.FieldType.Name);
    }

    /// <summary>A constant that is added to a layout without a row above is noticed here.</summary>
    [Theory]
    [InlineData(typeof(TaskLayout))]
    [InlineData(typeof(LockLayout))]
    [InlineData(typeof(ThreadLayout))]
    [InlineData(typeof(PoolLayout))]
    public void EveryNamedField_IsAmongThoseLookedFor(Type layout)
    {
        string[] ofCompiler = [TaskLayout.StateField, TaskLayout.AwaiterFieldPrefix, TaskLayout.BuilderField, TaskLayout.IteratorPromiseField];
        var looked = Fields.Select(row => row.Data.Item2).ToHashSet();

        Assert.All(layout.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.FieldType == typeof(string) && field.Name.Contains("Field", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(ofCompiler), field => Assert.Contains(field, looked));
    }

    [Fact]
    public void CompletedMask_TellsCompletedTasksFromPendingOnes()
    {
        Assert.All([Task.CompletedTask, Task.FromException(new IOException()), Task.FromCanceled(new CancellationToken(canceled: true))],
            task => Assert.NotEqual(0, Flags(task) & TaskLayout.CompletedMask));
        Assert.All([new TaskCompletionSource().Task, new Task(() => { }), Pending()],
            task => Assert.Equal(0, Flags(task) & TaskLayout.CompletedMask));

        static int Flags(Task task) => (int)CoreLibrary.Field(typeof(Task), TaskLayout.StateFlagsField)!.GetValue(task)!;

        static async Task Pending() => await new TaskCompletionSource().Task;
    }

    [Fact]
    public void FieldsOfStateMachines_AreAsTheCompilerWritesThem()
    {
        var machine = Assembly.LoadFrom(CompiledSpecimens.Debug).GetType("Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled.Awaits", throwOnError: true)!
            .GetMethod("Several")!.GetCustomAttribute<AsyncStateMachineAttribute>()!.StateMachineType;

        Assert.Equal(typeof(int), CoreLibrary.Field(machine, TaskLayout.StateField)!.FieldType);
        Assert.Equal(2, machine.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Count(field => field.Name.StartsWith(TaskLayout.AwaiterFieldPrefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void AsyncIterator_HasItsPromise()
    {
        Assert.NotNull(CoreLibrary.Field(Items().GetType(), TaskLayout.IteratorPromiseField));

        static async IAsyncEnumerable<int> Items()
        {
            await Task.Yield();
            yield return 1;
        }
    }

    [Theory]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.12", "10.0.12", null)]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/9.0.0-rc.1/", "9.0.0", null)]
    [InlineData("/x/7.0.20", "7.0.20", "the layout of runtime 7.0.20 is not known (known are 8 to 10)")]
    [InlineData("/x/11.0.0-preview.3", "11.0.0", "the layout of runtime 11.0.0 is not known (known are 8 to 10)")]
    [InlineData("/srv/app", null, null)]
    [InlineData("/", null, null)]
    public void Version_IsThatOfTheFolder(string folder, string? version, string? unknown)
    {
        var facts = new RuntimeFacts(RuntimeFacts.VersionFromFolder(folder), folder);

        Assert.Equal(version, facts.Version?.ToString());
        Assert.Equal(unknown, facts.UnknownLayoutBecause);
    }
}
