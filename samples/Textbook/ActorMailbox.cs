namespace Unravel.Samples.Textbook;

/// <summary>The thread starts before the last field is set, and its loop spins on a plain flag.</summary>
public sealed class ActorMailbox
{
    private readonly Queue<Action> _messages = new();
    private readonly Thread _thread;
    private readonly object _gate;
    private bool _stopped;

    public ActorMailbox()
    {
        _thread = new Thread(Run);
        _thread.Start(); // UNR5023
        _gate = new object();
    }

    public void Post(Action message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            Monitor.Pulse(_gate);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (true)
        {
            Action message;
            lock (_gate)
            {
                while (_messages.Count == 0 && !_stopped)
                {
                    Monitor.Wait(_gate);
                }

                if (_messages.Count == 0)
                {
                    return;
                }

                message = _messages.Dequeue();
            }

            message();
        }
    }
}

/// <summary>The thread starts last, when all that it uses is there.</summary>
public sealed class ActorMailboxRepaired
{
    private readonly Queue<Action> _messages = new();
    private readonly Thread _thread;
    private readonly object _gate = new();
    private bool _stopped;

    public ActorMailboxRepaired()
    {
        _thread = new Thread(Run);
        _thread.Start();
    }

    public void Post(Action message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            Monitor.Pulse(_gate);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (true)
        {
            Action message;
            lock (_gate)
            {
                while (_messages.Count == 0 && !_stopped)
                {
                    Monitor.Wait(_gate);
                }

                if (_messages.Count == 0)
                {
                    return;
                }

                message = _messages.Dequeue();
            }

            message();
        }
    }
}
