using System.Reflection;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

/// <summary>The private fields that are read by name exist in the runtime of the tests, with the types that are expected.</summary>
public sealed class TaskFieldsTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData(SemaphoreLayout.SemaphoreType, SemaphoreLayout.CurrentCountField, typeof(int))]
    [InlineData(SemaphoreLayout.SemaphoreType, SemaphoreLayout.MaxCountField, typeof(int))]
    [InlineData(SemaphoreLayout.SemaphoreType, SemaphoreLayout.WaitCountField, typeof(int))]
    [InlineData(ContextLayout.ContextContinuationType, ContextLayout.ContextField, typeof(SynchronizationContext))]
    [InlineData(ContextLayout.SchedulerContinuationType, ContextLayout.SchedulerField, typeof(TaskScheduler))]
    [InlineData(ContextLayout.ContextContinuationType, ContextLayout.ActionField, typeof(Action))]
    [InlineData(ThreadLayout.ThreadType, ContextLayout.ThreadContextField, typeof(SynchronizationContext))]
    [InlineData(TaskLayout.TaskType, ContextLayout.TaskSchedulerField, typeof(TaskScheduler))]
    [InlineData(TaskLayout.TaskType, TaskLayout.StateFlagsField, typeof(int))]
    [InlineData(TaskLayout.TaskType, TaskLayout.ContinuationField, typeof(object))]
    [InlineData(TaskLayout.TaskType, TaskLayout.ActionField, typeof(Delegate))]
    [InlineData(TimerLayout.TimerType, TimerLayout.DueTimeField, typeof(uint))]
    [InlineData(TimerLayout.TimerType, TimerLayout.StartTicksField, typeof(long))]
    [InlineData(TimerLayout.TimerType, TimerLayout.CallbackField, typeof(TimerCallback))]
    [InlineData("System.Threading.Tasks.Task+DelayPromise", TimerLayout.TimerField, typeof(ITimer))]
    [InlineData("System.Threading.Tasks.Task+CancellationPromise`1", TimerLayout.TimerField, typeof(ITimer))]
    [InlineData(TaskLayout.ContinueWithType, TaskLayout.ContinueWithTaskField, typeof(Task))]
    [InlineData("System.Delegate", ContextLayout.DelegateTargetField, typeof(object))]
    public void Field_IsThere(string type, string field, Type expected) => Assert.Equal(expected, TypeOf(type, field));

    [Fact]
    public void SemaphoreWaiters_AreALinkedList()
    {
        Assert.Equal(SemaphoreLayout.NodeType, TypeOf(SemaphoreLayout.SemaphoreType, SemaphoreLayout.AsyncHeadField).FullName);
        Assert.Equal(SemaphoreLayout.NodeType, TypeOf(SemaphoreLayout.NodeType, SemaphoreLayout.NextField).FullName);
        Assert.True(typeof(Task).IsAssignableFrom(Core(SemaphoreLayout.NodeType)));
    }

    [Theory]
    [InlineData(ContextLayout.PlainContextType)]
    [InlineData(ContextLayout.PoolSchedulerType)]
    [InlineData(TaskLayout.VoidBuilderType)]
    [InlineData(TaskLayout.PooledBoxPrefix)]
    public void Type_IsThere(string type) => Assert.NotNull(Core(type));

    [Fact]
    public void SemaphoreWithoutMaximum_HasTheLargest()
    {
        using var semaphore = new SemaphoreSlim(1);

        Assert.Equal(SemaphoreLayout.NoMaximum, Core(SemaphoreLayout.SemaphoreType).GetField(SemaphoreLayout.MaxCountField, Any)!.GetValue(semaphore));
    }

    private static Type TypeOf(string type, string field)
    {
        for (var at = Core(type); at is not null; at = at.BaseType!)
        {
            if (at.GetField(field, Any) is { } found)
            {
                return found.FieldType;
            }
        }

        throw new MissingFieldException(type, field);
    }

    private static Type Core(string name) => typeof(object).Assembly.GetType(name, throwOnError: true)!;
}
