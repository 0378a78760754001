using System.Collections.Concurrent;
using System.Reflection;
using System.Threading.Channels;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

public sealed class PrimitiveLayoutTests
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    [Fact]
    public void Event_ShowsWhetherItIsSet()
    {
        using var set = new ManualResetEventSlim(true);
        using var unset = new ManualResetEventSlim(false);

        Assert.True(PrimitiveLayout.IsSet(Read<int>(set, PrimitiveLayout.EventStateField)));
        Assert.False(PrimitiveLayout.IsSet(Read<int>(unset, PrimitiveLayout.EventStateField)));
        Assert.Equal(0, PrimitiveLayout.WaitersOf(Read<int>(set, PrimitiveLayout.EventStateField)));
    }

    [Fact]
    public void Countdown_ShowsWhatIsMissing()
    {
        using var countdown = new CountdownEvent(3);
        countdown.Signal();

        Assert.Equal(3, Read<int>(countdown, PrimitiveLayout.CountdownInitialField));
        Assert.Equal(2, Read<int>(countdown, PrimitiveLayout.CountdownCurrentField));
    }

    [Fact]
    public void Barrier_ShowsWhoHasArrived()
    {
        using var barrier = new Barrier(3);
        var arrived = new Thread(() => barrier.SignalAndWait(TestContext.Current.CancellationToken)) { IsBackground = true };
        arrived.Start();
        SpinWait.SpinUntil(() => barrier.ParticipantsRemaining == 2, TimeSpan.FromSeconds(10));

        Assert.Equal((1, 3), PrimitiveLayout.BarrierCounts(Read<int>(barrier, PrimitiveLayout.BarrierStateField)));
        barrier.RemoveParticipants(2);
        arrived.Join();
    }

    [Fact]
    public void Collection_ShowsItemsBoundAndCompletion()
    {
        using var collection = new BlockingCollection<int>(5);
        Assert.True(collection.TryAdd(1));
        var items = Read<SemaphoreSlim>(collection, PrimitiveLayout.CollectionItemsField);

        Assert.StartsWith(PrimitiveLayout.CollectionType.TrimEnd('<'), typeof(BlockingCollection<int>).FullName, StringComparison.Ordinal);
        Assert.Equal(1, Read<int>(items, PrimitiveLayout.SemaphoreCountField));
        Assert.Equal(5, Read<int>(collection, PrimitiveLayout.CollectionBoundField));
        Assert.False(PrimitiveLayout.IsAddingCompleted(Read<int>(collection, PrimitiveLayout.CollectionAddersField)));
        collection.CompleteAdding();
        Assert.True(PrimitiveLayout.IsAddingCompleted(Read<int>(collection, PrimitiveLayout.CollectionAddersField)));
    }

    [Fact]
    public void Handle_IsAField()
    {
        var field = typeof(WaitHandle).GetField(PrimitiveLayout.HandleField, Private);

        Assert.Equal(PrimitiveLayout.SafeHandleType, field?.FieldType.FullName);
        Assert.Equal(PrimitiveLayout.HandleType, field?.DeclaringType?.FullName);
    }

    [Theory]
    [InlineData(typeof(CountdownEvent), "Wait", nameof(WaitKind.CountdownEvent))]
    [InlineData(typeof(Barrier), "SignalAndWait", nameof(WaitKind.Barrier))]
    [InlineData(typeof(ManualResetEventSlim), "Wait", nameof(WaitKind.ManualResetEventSlim))]
    public void WaitMethod_IsKnownWithItsModule(Type type, string method, string kind)
    {
        Assert.Equal(kind, WaitMethods.Find(type.FullName!, method)?.ToString());
        Assert.True(WaitMethods.MayBeIn(Path.GetFileName(type.Assembly.Location)));
    }

    [Fact]
    public void CollectionMethods_AreKnownWithTheirModule()
    {
        Assert.Equal(WaitKind.BlockingCollection, WaitMethods.Find(PrimitiveLayout.CollectionType + "System.Int32>", "TryTakeWithNoTimeValidation"));
        Assert.NotEmpty(typeof(BlockingCollection<int>).GetMember("TryTakeWithNoTimeValidation", Private));
        Assert.NotEmpty(typeof(BlockingCollection<int>).GetMember("TryAddWithNoTimeValidation", Private));
        Assert.True(WaitMethods.MayBeIn(Path.GetFileName(typeof(BlockingCollection<int>).Assembly.Location)));
    }

    [Fact]
    public void EveryKindOfChannel_IsKnown()
    {
        Channel<int>[] channels =
        [
            Channel.CreateUnbounded<int>(), Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true }),
            Channel.CreateBounded<int>(3), Channel.CreateUnboundedPrioritized<int>(),
        ];
        foreach (var channel in channels)
        {
            var type = channel.GetType();
            Assert.True(ChannelLayout.IsChannel($"{type.Namespace}.{type.Name.Split('`')[0]}<System.Int32>"));
            Assert.NotNull(type.GetField(ChannelLayout.DoneField, Private));
            Assert.Contains(ChannelLayout.ReaderFields, field => type.GetField(field, Private) is not null);
            Assert.NotNull(typeof(Channel<int, int>).GetField(ChannelLayout.ReaderField, Private));
            Assert.NotNull(typeof(Channel<int, int>).GetField(ChannelLayout.WriterField, Private));
        }
    }

    [Fact]
    public void WaitingOperations_HangInTheChannel()
    {
        var channel = Channel.CreateBounded<int>(1);
        _ = channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        var waiting = ChannelLayout.ReaderFields.Select(field => channel.GetType().GetField(field, Private)?.GetValue(channel)).OfType<object>().First();

        Assert.NotNull(Field(waiting.GetType(), ChannelLayout.NextField));
        Assert.NotNull(channel.GetType().GetField(ChannelLayout.CapacityField, Private));
        Assert.Contains(ChannelLayout.WriterFields, field => channel.GetType().GetField(field, Private) is not null);
    }

    [Fact]
    public void TaskOfAValueTask_KeepsItsSource()
    {
        var task = Channel.CreateUnbounded<int>().Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

        Assert.Contains(ChannelLayout.AsTaskName, task.GetType().Name, StringComparison.Ordinal);
        Assert.NotNull(task.GetType().GetField(ChannelLayout.AsTaskSourceField, Private));
    }

    private static T Read<T>(object target, string field) => (T)Field(target.GetType(), field)!.GetValue(target)!;

    private static FieldInfo? Field(Type? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Private) is { } field)
            {
                return field;
            }
        }

        return null;
    }
}
