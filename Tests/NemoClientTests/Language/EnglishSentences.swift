import NemoClient

/// What people write in English, by the intent that a person would choose for it.
enum EnglishSentences {
  static let all: [(Intent, String)] = [
    (.export, export), (.credits, credits), (.status, status), (.upload, upload),
    (.subtitles, subtitles), (.message, edits), (.message, others),
  ]

  private static let export = """
    Export
    EXPORT!!!
    exPort the Video
    export it please
    Could you please export the video now?
    can u export this
    ok looks great, export it
    Perfect. Download it!
    yes, export
    Please export the final version as mp4
    export in 1080p
    download the mp4
    Save it to my computer
    save the video
    render it
    Please render the final video in high quality
    I'd like to export my project now, thanks
    just export it
    go ahead and export
    can I download it now?
    Can you send me the final video?
    could I have the video please
    give me the mp4
    export to ~/Desktop/out.mp4
    export it as final.mp4, please
    Export again
    let's export!
    how do I export this?
    exprot the video
    donwload
    """

  private static let credits = """
    How many credits do I have left?
    credits?
    what's my balance
    check my balance please
    do I have enough credits?
    How many credits does an export cost?
    does exporting cost credits?
    will this use up my credits
    show me my remaining credits
    how much is left on my account
    Hi! can you tell me how many credits are left
    balance pls
    how do I get more credits
    am I out of credits?
    """

  private static let status = """
    Status?
    what's the status
    Can you show me the timeline?
    Preview please
    let me preview it
    show me a preview of the video
    how's the progress
    is it done yet?
    is my video ready?
    Is the export finished?
    has it been exported yet
    what's on the timeline right now
    how many tracks are there
    show me what we have so far
    show me the video
    check the status of my export
    let me see the timeline
    """

  private static let upload = """
    Upload a file
    I want to upload a video
    can I upload another clip?
    upload ./demo.mp4
    please upload ~/Movies/screen.mov
    upload https://example.com/clip.mp4
    UPLOAD THIS FILE
    how do I upload a video?
    I'd like to send you a clip
    import my footage
    """

  private static let subtitles = """
    export the srt file
    Can you give me the subtitle file?
    save the captions as srt
    download the captions please
    I need the .srt
    Export subtitles to talk.vtt
    """

  private static let edits = """
    add a status bar at the top
    create an upload-themed intro
    Add a title that says Export now
    change the title to "Download complete"
    put a download button animation at 0:05
    add rolling credits at the end
    make the end credits scroll slower
    balance the colors
    fix the white balance
    balance the audio levels
    save 10 seconds by speeding up the intro
    cut the part where I click Save
    zoom in when I press the upload button
    render a city skyline at night
    remove the progress bar
    add a progress bar along the bottom
    highlight the status column in the table
    crop it to 16:9, highlight the cursor clicks, and add a voiceover track
    redo it with a slower pace
    make a video about saving money
    add captions in Chinese
    preview the title in a different font
    blur the credit card number
    fade out and show a balance sheet
    in the first scene the narrator says "send me the video"
    Speed up the download part by 2x
    trim everything before the upload starts
    show tracks of a train in the snow
    a timelapse of a download progress bar filling up
    Use the credits music from the second clip
    Take the intro from the first clip, slow it down to half speed, put the logo in the corner, and \
    when the status page shows up zoom in on the download button until the export starts
    """

  private static let others = """
    don't export yet
    Do not download anything
    wait, don't render it
    please don't upload it twice
    stop the export
    why did the export fail?
    can you make the title bigger?
    my status update video needs music
    what is a good title for this?
    who made this
    hello
    thanks!
    undo
    the music is too loud, can you turn it down a bit?
    """
}
