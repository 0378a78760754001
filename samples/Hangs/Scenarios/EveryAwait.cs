using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: an async method for each thing that one can await. The office is in a static field, so that everything may
/// still come.
/// </summary>
internal sealed class EveryAwait(bool faulty) : Scenario(faulty)
{
    private static readonly Office s_office = new();

    public override void Start() => s_office.Open();

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() => s_office.Missing();
}

internal sealed class Office
{
    private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<int> _orders = Channel.CreateUnbounded<int>();
    private readonly Channel<int> _letters = Channel.CreateBounded<int>(1);
    private readonly SemaphoreSlim _desk = new(0, 1);
    private readonly PeriodicTimer _clock = new(TimeSpan.FromHours(1));
    private readonly Doorbell _bell = new();
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly List<Task> _work = [];

    public void Open()
    {
        _door.Start();
        var caller = new TcpClient();
        caller.Connect((IPEndPoint)_door.LocalEndpoint);
        var line = _door.AcceptSocket();
        _work.AddRange(
        [
            AnswerAsync(), AnswerInTimeAsync(), RestAsync(), ReadAsync(), ReadAllAsync(), WriteAsync(), TakeDeskAsync(), TickAsync(), RingAsync(),
            AcceptAsync(), ListenAsync(line), PoolAsync(), CountAsync(), AllAsync(), AnyAsync(), ThenAsync(), Task.Run(AnswerAsync),
        ]);
        Notify();
    }

    public string? Missing() => _work.Exists(task => task.IsCompleted) ? "something came" : null;

    private async Task AnswerAsync() => await _answer.Task;

    private async Task AnswerInTimeAsync() => await _answer.Task.WaitAsync(TimeSpan.FromHours(1));

    private async void Notify() => await _answer.Task;

    private static async Task RestAsync() => await Task.Delay(TimeSpan.FromMinutes(50));

    private async Task ReadAsync() => await _orders.Reader.ReadAsync();

    private async Task ReadAllAsync()
    {
        await foreach (var order in _orders.Reader.ReadAllAsync())
        {
            Console.WriteLine(order);
        }
    }

    private async Task WriteAsync()
    {
        await _letters.Writer.WriteAsync(1);
        await _letters.Writer.WriteAsync(2);
    }

    private async Task TakeDeskAsync() => await _desk.WaitAsync();

    private async Task TickAsync() => await _clock.WaitForNextTickAsync();

    private async Task RingAsync() => await _bell.RingAsync();

    private async Task AcceptAsync() => await _door.AcceptSocketAsync();

    private static async Task ListenAsync(Socket line) => await line.ReceiveAsync(new byte[1], SocketFlags.None);

    private async Task PoolAsync() => await LookUpAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> LookUpAsync() => await _answer.Task;

    private async Task CountAsync()
    {
        await foreach (var number in NumbersAsync())
        {
            Console.WriteLine(number);
        }
    }

    private async IAsyncEnumerable<int> NumbersAsync()
    {
        await _answer.Task;
        yield return 1;
    }

    private async Task AllAsync() => await Task.WhenAll(_answer.Task, RestAsync());

    private async Task AnyAsync() => await Task.WhenAny(_answer.Task, RestAsync());

    private async Task ThenAsync() => await _answer.Task.ContinueWith(answer => answer.Result + 1, TaskScheduler.Default);
}
